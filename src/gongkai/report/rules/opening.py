"""What a report says of itself: its name, what it is based on, which parts it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .contents import FORMAT, warned
from .model import Context, Outcome, Rule, Severity
from .narrative import plain, sentence_around

_NEW = frozenset({"2021"})

_OF_2021 = re.compile(r"[〔\[【(（﹝〈]2021[〕\]】)）﹞〉]第?30号")
_OF_2019 = re.compile(r"[〔\[【(（﹝〈]2019[〕\]】)）﹞〉]第?60号")
_PREFIX = re.compile(r"[\u4e00-\u9fff]{0,12}$")
#: How the prefix of the office's own letters ends, misprints among them: many documents bear the number 30.
_OF_THE_OFFICE = re.compile(r"公开办[发秘字]?函?$|公开函$")
_LEAD = re.compile(r"^.*(?:按照|根据|依据|依照|以及|[和及与])")
#: Letters of a province's own office: 云公开办函, 苏政务公开办函.
_OF_A_PROVINCE = re.compile(
    r"^[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新](?:政务?|办|府)?公开"
)
_ON_THE_FORMAT = re.compile(r"年度报告(?:格式|有关事项)")
_OLD_TITLE = re.compile(r"关于政府信息公开工作年度报告有关事项的通知")
_LOCAL = re.compile(r"[省市县区州盟厅委局][^《》]{0,10}$")
_OTHER_NUMBER = re.compile(r"^》?[（(]?[^（()）》，。]{0,10}[〔\[【﹝](?!2019)20\d\d[〕\]】﹞]")
_WRONG_ORDER = re.compile(r"国务院令第711条")
_OLD_ORDER = re.compile(r"(?:国务院令|国令)第?492号")
_SHORT_REGULATION = re.compile(r"(?<!简称)(?<!称为)《(?:中华人民共和国)?信息公开条例》")
_FULL_REGULATION = re.compile(r"政府信息公开条例》")
_FORMAT_NUMBER = "国办公开办函〔2021〕30号"

#: What is said, what is right, where it stands, and what is printed there.
_Wrong = tuple[str, str, int, str]


def _basis(context: Context) -> Iterator[Outcome]:
    """The documents a report names as its basis: in force, and by their right names."""
    report = context.report
    first = report.section(1)
    text = plain(report.preamble) + plain(first.text if first else "")[:800]
    cited = [(one, _prefix(text, one.start())) for one in _OF_2021.finditer(text)]
    right_number = any(prefix.endswith("国办公开办函") for _, prefix in cited)
    wrong = [*_wrong_numbers(text, cited), *_wrong_regulation(text)]
    if not right_number and not any(right == _FORMAT_NUMBER for _, right, _, _ in wrong):
        wrong += _old_format(text) if (report.year or 0) >= 2021 else []
    for said, right, start, words in wrong:
        yield warned(
            "NT-BASIS",
            said,
            f"国务院令第711号；{_FORMAT_NUMBER}",
            expected=right,
            sentence=sentence_around(text, start),
            suggestion=f"请改为{right}。",
            judged=(words,),
        )
    if not wrong and "公开条例" not in text and not right_number:
        yield Outcome(not_evaluated="开头没有写编制的依据")
    elif not wrong:
        yield Outcome()


def _prefix(text: str, start: int) -> str:
    """The letters directly before a number, without the words that lead to it."""
    found = _PREFIX.search(text[max(0, start - 12) : start])
    return _LEAD.sub("", found.group()) if found else ""


def _on_the_format(text: str, start: int) -> bool:
    """Whether the words directly before a number name the format of annual reports."""
    return _ON_THE_FORMAT.search(text, max(0, start - 40), start) is not None


def _wrong_numbers(text: str, cited: list[tuple[re.Match[str], str]]) -> Iterator[_Wrong]:
    """Numbers of the format under a prefix that is misprinted; another office's number 30 is none."""
    for one, prefix in cited:
        misprinted = (_OF_THE_OFFICE.search(prefix) and not _OF_A_PROVINCE.search(prefix)) or (
            "国办" in prefix and _on_the_format(text, one.start())
        )
        if misprinted and not prefix.endswith("国办公开办函"):
            printed = prefix + one.group()
            said = f"年度报告格式的文号写成了“{printed}”。"
            yield said, _FORMAT_NUMBER, one.start(), printed


def _old_format(text: str) -> Iterator[_Wrong]:
    """The letter of 2019 on the trial format, by its number or by its title."""
    found = [
        (one.group(), one.start())
        for one in _OF_2019.finditer(text)
        if _OF_THE_OFFICE.search(prefix := _prefix(text, one.start()))
        or (not prefix and _on_the_format(text, one.start()))
    ] + [
        (one.group(), one.start())
        for one in _OLD_TITLE.finditer(text)
        if not _LOCAL.search(text[: one.start()]) and not _OTHER_NUMBER.search(text[one.end() :])
    ]
    for printed, start in sorted(found, key=lambda one: one[1])[:1]:
        said = f"依据写的是“{printed}”，那是 2019、2020 年度试行格式的通知。"
        yield said, _FORMAT_NUMBER, start, printed


def _wrong_regulation(text: str) -> Iterator[_Wrong]:
    """The regulation by a wrong order of the State Council or by half its name."""
    order = _WRONG_ORDER.search(text)
    if order:
        said = "条例的令号写成了“国务院令第711条”。"
        yield said, "国务院令第711号", order.start(), order.group()
    old = _OLD_ORDER.search(text)
    if old and "711" not in text:
        said = f"条例的令号写的是“{old.group()}”，那是 2019 年修订以前的。"
        yield said, "国务院令第711号", old.start(), old.group()
    short = _SHORT_REGULATION.search(text)
    if short and not _FULL_REGULATION.search(text, 0, short.start()):
        said = f"条例的名称写成了“{short.group()}”，少了“政府”。"
        yield said, "《中华人民共和国政府信息公开条例》", short.start(), short.group()


#: 「六个部分组成」, and neither 第一部分 nor 一部分数据.
_COUNT = re.compile(
    r"(?<![第一二三四五六七八九十两\d])([一二三四五六七八九十两]|\d{1,2})个?大?部分"
    r"(?=组成|构成|内容|编制|编写|[，。；：）]|$)"
)
_NUMERALS = {"两": 2} | {numeral: n for n, numeral in enumerate("一二三四五六七八九十", 1)}
_ANNOUNCES = re.compile(r"报告|全文|正文")
_BODY_AND_ANNEX = re.compile(r"正文.{0,2}附")
#: A list without a count: 「本报告由……组成」.
_LISTED = re.compile(
    r"报告(?:内容|全文|主要)?(?:由[^。]{8,}(?:组成|构成)|(?:包括|包含|分为)[^。]{8,})"
)
_OPEN_LIST = re.compile(r"等(?:内容|情况|方面|部分|几个?部分)?(?:组成|构成)?$")
_PARTS = (
    ("总体情况", re.compile(r"总体|概述|概况|综述|基本情况|整体情况")),
    ("主动公开政府信息情况", re.compile(r"主动公开")),
    (
        "收到和处理政府信息公开申请情况",
        re.compile(
            r"收到[和及与]处理|依申请|申请公开|申请的?(?:情况|办理|处理|收到)|申请[^、，]{1,5}情况"
        ),
    ),
    ("行政复议、行政诉讼情况", re.compile(r"复议|诉讼|争议")),
    ("存在的主要问题及改进情况", re.compile(r"问题|不足|困难|改进")),
    ("其他需要报告的事项", re.compile(r"其[他它]|需要(?:报告|说明)")),
)


def _announced_parts(context: Context) -> Iterator[Outcome]:
    """Where the opening announces the parts of the report, it announces the six of the format."""
    for sentence in re.findall(r"[^。]+", plain(context.report.preamble)):
        if not _ANNOUNCES.search(sentence):
            continue
        counts = [] if _BODY_AND_ANNEX.search(sentence) else list(_COUNT.finditer(sentence))
        if counts or _LISTED.search(sentence):
            yield _judge_parts(sentence, counts)
            return


def _judge_parts(sentence: str, counts: list[re.Match[str]]) -> Outcome:
    """The parts one sentence announces, by a count, by a list or by both."""
    numbers = {_NUMERALS.get(one[1]) or int(one[1]): one for one in counts}
    count = numbers.get(len(_PARTS), counts[0] if counts else None)
    missing = [name for name, words in _PARTS if not words.search(sentence)]
    number = len(_PARTS) if count is None else _NUMERALS.get(count[1]) or int(count[1])
    ends = sentence if count is None else sentence[: count.start()]
    listed = len(_PARTS) - len(missing)
    if number != len(_PARTS) and (missing or number < len(_PARTS)):
        said = f"开头说报告有{count[1] if count else ''}个部分，格式是六个部分。"
    elif missing and listed >= 3 and not _OPEN_LIST.search(ends):  # a bare 六个部分 lists none
        named = "、".join(f"“{name}”" for name in missing)
        said = f"开头列出的部分里没有{named}。"
    else:
        return Outcome()
    return warned(
        "NT-PARTS",
        said,
        FORMAT,
        expected="六个部分",
        actual=f"{count[1]}个部分" if count else f"{listed}个部分",
        sentence=sentence,
        suggestion="请按格式的六个部分编写，开头与各部分标题一致。",
        judged=(count[1] if count else str(listed),),
    )


_PLACE_IDS = {"标题": "title", "落款": "signature", "正文": "text"}


def _name(context: Context) -> Iterator[Outcome]:
    """One agency in title, text and signature: one in the register, or by the names alone. A short name holds the
    letters of its full name in order (和田地区卫健委 in 和田地区卫生健康委员会), as does a name without its region."""
    report = context.report
    places = [
        ("标题", plain(report.agency_as_printed or "")),
        ("落款", plain(report.signed_by or "")),
        ("正文", plain(report.agency or "")),
    ]
    printed = [(place, name) for place, name in places if name]
    if len({name for _, name in printed}) == 0:
        yield Outcome(not_evaluated="文件中没有写机关名称")
        return
    year = report.year or 0
    for at, (place, name) in enumerate(printed):
        for other_place, other in printed[at + 1 :]:
            if not (
                context.names.unit(name, year) == context.names.unit(other, year)
                or _shortens(name, other)
                or _shortens(other, name)
            ):
                yield warned(
                    "NT-NAME",
                    f"{place}写的机关是“{name}”，{other_place}是“{other}”。",
                    "条例第四十九条",
                    expected=name,
                    actual=other,
                    suggestion="请核对机关名称，全文用同一个全称。",
                    judged=(_PLACE_IDS[place], name, _PLACE_IDS[other_place], other),
                )
                return
    if context.names and not any(context.names.knows(name) for _, name in printed):
        yield warned(
            "NT-NAME",
            f"机关名录里没有“{printed[-1][1]}”。",
            "条例第四十九条",
            actual=printed[-1][1],
            suggestion="请核对机关名称；名称没有错的，请补进名录。",
            judged=("unknown", printed[-1][1]),
        )
        return
    yield Outcome()


def _shortens(short: str, full: str) -> bool:
    """Tell whether the characters of one name stand in the other, in order."""
    rest = iter(full)
    return all(character in rest for character in short)


RULES = (
    Rule(
        id="NT-NAME",
        version=2,
        title="标题、正文、落款是同一个机关",
        broken="标题、正文、落款的机关名称不一致",
        basis="条例第四十九条",
        severity=Severity.WARNING,
        formula="标题、落款和正文的机关名称一致，简称与全称、名录中的别名算一致；给了名录的，名称在名录里",
        evaluate=_name,
        forms=frozenset({"2021", "2019", "2014", "none"}),
    ),
    Rule(
        id="NT-BASIS",
        version=2,
        title="引用的依据名称、文号正确且现行",
        broken="引用的依据有误",
        basis="国务院令第711号；国办公开办函〔2021〕30号",
        severity=Severity.WARNING,
        formula="2021年度起引用国办公开办函〔2021〕30号；条例称《中华人民共和国政府信息公开条例》，国务院令第711号",
        evaluate=_basis,
        forms=_NEW,
    ),
    Rule(
        id="NT-PARTS",
        version=2,
        title="开头说的各部分就是格式的六个部分",
        broken="开头说的各部分与格式不符",
        basis=FORMAT,
        severity=Severity.WARNING,
        formula="开头写了报告有几个部分的，是六个，列出的与格式相同",
        evaluate=_announced_parts,
    ),
)
