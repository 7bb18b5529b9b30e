"""The words against the tables and against the year: what a single report can say about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..model import Report
from .claim import tidy
from .elsewhere import NAMED_YEAR, speaks_of_another
from .identity import why_not
from .model import Context, Finding, Outcome, Rule, Severity
from .table_three import COLUMNS

_YEAR_BASIS = "条例第四十九条、第五十条"
_RECEIVED = "requests.received.total"

#: 「未收到（公民、法人……的）政府信息公开申请」 and the end of the clause: what goes on (申请行政复议), or
#: narrows the applications (未收到需要收费的……申请), is another matter.
_NONE_RECEIVED = re.compile(
    r"(?:(?:未|没有|无)(?:收到|接到|接收|受理|产生|发生)(?:过|到)?|没有|无)(?:任何(?:形式|方式)?的?)?"
    r"(?:(?:(?:单位|个人|公民|自然人|法人|其他组织|社会公众|群众)(?:、|和|或者?|及|以及)?)+(?:提出|提交)?的?)?(?:书面)?"
    r"(?:(?:政府|政务)?信息(?:公开的?申请|申请公开|依申请公开的?(?:申请|事项|件)?)|依申请公开(?:(?:政府信息)?的?(?:申请|事项|件|情况|要求))?"
    r"|公开政府信息的?申请|政府公开信息的?申请)(?:事项|情况|件)?(?=$|[，,。；;、）)和及且])"
)
_SENTENCE = re.compile(r"[^。；;\n]*")
_WAY = re.compile(r"线上|线下|网上|网站|网络|窗口|当面|现场|邮箱|邮件|信函|邮寄|传真|电话|平台")
_EVERY_WAY = re.compile(r"均|都|各|等|所有|任何")
ORGANISATIONS = "法人或其他组织"


def plain(text: str) -> str:
    """Text without spaces and line breaks, as sentences are matched."""
    return "".join(text.split())


def sentence_around(text: str, start: int) -> str:
    """The sentence of a text that holds the position `start`."""
    begin = max(text.rfind(mark, 0, start) for mark in "。；;") + 1
    found = _SENTENCE.match(text, begin)
    return found.group() if found else text[begin:]


def _nothing_received(context: Context) -> Iterator[Outcome]:
    report = context.report
    said = _says_none(context)
    if said is None:
        yield Outcome()
        return
    section, sentence, cells = said
    values = [report.value(c) for c in cells]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        yield Outcome(cells, not_evaluated=why_not(report, cells))
        return
    received = sum(known)
    if received == 0:
        yield Outcome(cells)
        return
    whose = "" if cells == (_RECEIVED,) else ORGANISATIONS if len(cells) > 1 else "自然人"
    yield Outcome(
        cells,
        Finding(
            rule="NT-ZERO",
            severity=Severity.ERROR,
            message=(f"正文说没有收到{whose}申请，表三本年新收{whose or '总计'}是 {received} 件。"),
            basis="条例第五十条第二项",
            cells=cells,
            expected="0",
            actual=str(received),
            sentence=sentence,
            section=section,
        ),
    )


def _says_none(context: Context) -> tuple[int, str, tuple[str, ...]] | None:
    """Where the narrative says that none came: section, sentence, and the cells that must then be 0."""
    report = context.report
    for section in report.sections:
        text = plain(section.text)
        for found in _NONE_RECEIVED.finditer(text):
            sentence = sentence_around(text, found.start())
            before = sentence[: sentence.index(found.group())]
            if speaks_of_another(report, before) or _of_one_way(before):
                continue
            if not _came_after_all(context, sentence):
                return section.number, sentence, _cells_of(found.group())
    return None


def _of_one_way(before: str) -> bool:
    """Whether the words in front, up to the last comma, name one way to apply: 「线上渠道未收到」."""
    clause = re.split(r"[，,、]", before)[-1]
    return bool(_WAY.search(clause)) and not _EVERY_WAY.search(clause)


def _came_after_all(context: Context, sentence: str) -> bool:
    """Whether the same sentence counts applications of this year that did come."""
    other_years = set(NAMED_YEAR.findall(sentence)) - {str(context.report.year)}
    words = tidy(sentence)
    return any(
        words in claim.sentence and claim.value > 0 and not (claim.part and other_years)
        for claim in context.said.of("new", "received", "handled", "channel")
    )


def _cells_of(said: str) -> tuple[str, ...]:
    """The cells of those who did not apply: everybody's, unless only people or only bodies are named."""
    people, bodies = (
        re.search(r"公民|自然人|个人|群众|公众", said),
        re.search(r"法人|组织|单位", said),
    )
    if bool(people) == bool(bodies) or re.search(r"群众|公众", said):
        return (_RECEIVED,)
    columns = COLUMNS[:1] if people else COLUMNS[1:-1]
    return tuple(f"requests.received.{column}" for column in columns)


_TITLE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NAMED_REPORT = re.compile(
    r"(?<!\d)(20\d\d)年(?:度)?政府信息公开(?:工作)?(?:年度)?报告(?![^。；，]{0,6}(?:指出|反馈|整改|问题))"
)
#: 「现公布编制的2023年度某某局政府信息公开工作年度报告」: the name stands between.
_OWN_REPORT = re.compile(
    r"(?:编制|现将|现公布|现发布|特向社会公布)[^。；\d]{0,20}?(20\d\d)年度?[^。；，\d]{0,30}?"
    r"政府信息公开(?:工作)?(?:年度)?报告(?![^。；，]{0,6}(?:指出|反馈|整改|问题))"
)


def _years(context: Context) -> Iterator[Outcome]:
    report = context.report
    if report.year is None:
        yield Outcome(not_evaluated="文件中看不出年度")
        return
    yield from _year_in_title(report, report.year)
    yield from _period(report, report.year)
    yield from _signature(context, report.year)


def _year_in_title(report: Report, year: int) -> Iterator[Outcome]:
    places = [
        ("标题", m.group(1), m.group()) for m in _TITLE_YEAR.finditer(plain(report.title or ""))
    ]
    opening = plain(report.preamble)
    named = [
        m
        for m in _NAMED_REPORT.finditer(opening)
        if not opening[: m.start()].endswith(("上年", "去年", "针对", "对照"))
    ]
    if str(year) in NAMED_YEAR.findall(opening):
        named = [m for m in named if m.group(1) == str(year)]  # the others are of other years
    places += [
        ("开头", m.group(1), sentence_around(opening, m.start()))
        for m in (*named, *_OWN_REPORT.finditer(opening))
    ]
    if not places:
        yield Outcome(not_evaluated="标题和开头没有写年度")
        return
    wrong = [
        (place, printed, sentence) for place, printed, sentence in places if int(printed) != year
    ]
    if not wrong:
        yield Outcome()
    for place, printed, sentence in wrong[:1]:
        yield _finding(
            "title" if place == "标题" else "opening",
            f"{place}写的是 {printed}年，报告的年度是 {year}。",
            str(year),
            printed,
            sentence,
        )


def _period(report: Report, year: int) -> Iterator[Outcome]:
    if report.period_from is None or report.period_to is None:
        yield Outcome(not_evaluated="文件中没有统计期限")
    elif (report.period_from, report.period_to) == (date(year, 1, 1), date(year, 12, 31)):
        yield Outcome()
    else:
        yield _finding(
            "period",
            f"统计期限是 {report.period_from} 至 {report.period_to}，应当是 {year} 年全年。",
            f"{year}-01-01 至 {year}-12-31",
            f"{report.period_from} 至 {report.period_to}",
        )


def _signature(context: Context, year: int) -> Iterator[Outcome]:
    signed = context.report.signed_on
    if signed is None:
        yield Outcome(not_evaluated="文件中没有落款日期")
        return
    # Where it is unknown whether a department or a government reports, the later day counts.
    department = context.kind == "department"
    last = date(year + 1, 1, 31) if department else date(year + 1, 3, 31)
    if date(year, 12, 31) < signed <= last:
        yield Outcome()
        return
    who = "部门" if department else "政府"
    yield _finding(
        "signature",
        f"落款日期是 {signed}，{year}年度报告应当在次年 1 月 1 日至 {last.month} 月 {last.day} 日之间"
        f"公布（{who}的期限）。",
        f"{year + 1}-01-01 至 {last}",
        str(signed),
    )


def _finding(
    place: str, message: str, expected: str, actual: str, sentence: str | None = None
) -> Outcome:
    return Outcome(
        finding=Finding(
            rule="NT-YEAR",
            severity=Severity.ERROR,
            message=message,
            basis=_YEAR_BASIS,
            expected=expected,
            actual=actual,
            sentence=sentence,
            judged=(place,),
        )
    )


RULES = (
    Rule(
        id="NT-ZERO",
        version=1,
        title="正文说没有收到申请，表三就是 0",
        broken="正文说没有收到申请，表三不是 0",
        basis="条例第五十条第二项",
        severity=Severity.ERROR,
        formula="正文写未收到政府信息公开申请，则本年新收总计 = 0",
        evaluate=_nothing_received,
    ),
    Rule(
        id="NT-YEAR",
        version=1,
        title="标题、统计期限、落款与年度相符",
        broken="标题、统计期限或者落款与年度不符",
        basis=_YEAR_BASIS,
        severity=Severity.ERROR,
        formula="标题和开头的年份 = 报告年度；统计期限为全年；落款在次年，部门不迟于 1 月 31 日，政府不迟于 3 月 31 日",
        evaluate=_years,
        forms=frozenset({"2021", "2019", "2014", "none"}),
    ),
)
