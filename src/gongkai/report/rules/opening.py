"""What a report says of itself: its name, what it is based on, which parts it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .contents import FORMAT, warned
from .model import Context, Outcome, Rule, Severity
from .narrative import plain, sentence_around

_NEW = frozenset({"2021"})

_BRACKETS = r"[〔\[【(（﹝〈]{year}[〕\]】)）﹞〉]"
_FORMAT_NUMBER = re.compile(
    r"(?P<before>按照|根据|依据|依照|以及)?(?P<prefix>[\u4e00-\u9fff]{2,10})"
    + _BRACKETS.format(year="2021")
    + "30号"
)
_OLD_FORMAT = re.compile(
    _BRACKETS.format(year="2019") + "60号|关于政府信息公开工作年度报告有关事项的通知"
)
_WRONG_ORDER = re.compile(r"国务院令第711条")
_SHORT_REGULATION = re.compile(r"《(?:中华人民共和国)?信息公开条例》")


def _basis(context: Context) -> Iterator[Outcome]:
    """The documents a report names as its basis: in force, and by their right names."""
    report = context.report
    first = report.section(1)
    text = plain(report.preamble) + plain(first.text if first else "")[:800]
    # what is said, what is right, where, and what is printed there
    wrong: list[tuple[str, str, int, str]] = []
    number = _FORMAT_NUMBER.search(text)
    right_number = number is not None and number["prefix"].endswith("国办公开办函")
    if number is not None and not right_number:
        printed = number.group().removeprefix(number["before"] or "")
        said = f"年度报告格式的文号写成了“{printed}”。"
        wrong.append((said, "国办公开办函〔2021〕30号", number.start(), printed))
    old = _OLD_FORMAT.search(text)
    if old and number is None and report.year is not None and report.year >= 2021:
        said = f"依据写的是“{old.group()}”，那是 2019、2020 年度试行格式的通知。"
        wrong.append((said, "国办公开办函〔2021〕30号", old.start(), old.group()))
    order = _WRONG_ORDER.search(text)
    if order:
        said = "条例的令号写成了“国务院令第711条”。"
        wrong.append((said, "国务院令第711号", order.start(), order.group()))
    regulation = _SHORT_REGULATION.search(text)
    if regulation:
        said = f"条例的名称写成了“{regulation.group()}”，少了“政府”。"
        right = "《中华人民共和国政府信息公开条例》"
        wrong.append((said, right, regulation.start(), regulation.group()))
    for said, right, start, words in wrong:
        yield warned(
            "NT-BASIS",
            said,
            "国务院令第711号；国办公开办函〔2021〕30号",
            expected=right,
            sentence=sentence_around(text, start),
            suggestion=f"请改为{right}。",
            judged=(words,),
        )
    if not wrong and "公开条例" not in text and number is None:
        yield Outcome(not_evaluated="开头没有写编制的依据")
    elif not wrong:
        yield Outcome()


_COUNT = re.compile(r"([一二三四五六七八九十]|\d{1,2})个?大?部分")
_NUMERALS = {numeral: n for n, numeral in enumerate("一二三四五六七八九十", 1)}
_PARTS = (
    ("总体情况", re.compile(r"总体情况|概述|基本情况")),
    ("主动公开政府信息情况", re.compile(r"主动公开")),
    ("收到和处理政府信息公开申请情况", re.compile(r"收到和处理|依申请公开|申请情况|申请办理")),
    ("行政复议、行政诉讼情况", re.compile(r"复议|诉讼")),
    ("存在的主要问题及改进情况", re.compile(r"问题")),
    ("其他需要报告的事项", re.compile(r"其他|需要报告")),
)


def _announced_parts(context: Context) -> Iterator[Outcome]:
    """Where the opening announces the parts of the report, it announces the six of the format."""
    text = plain(context.report.preamble)
    count = _COUNT.search(text)
    if count is None:
        return
    number = _NUMERALS[count[1]] if count[1] in _NUMERALS else int(count[1])
    sentence = sentence_around(text, count.start())
    missing = [name for name, words in _PARTS if not words.search(sentence)]
    listed = len(_PARTS) - len(missing)
    if number != len(_PARTS):
        said = f"开头说报告有{count[1]}个部分，格式是六个部分。"
    elif missing and listed >= 3:  # it lists them; a bare 六个部分 lists none
        named = "、".join(f"“{name}”" for name in missing)
        said = f"开头列出的部分里没有{named}。"
    else:
        yield Outcome()
        return
    yield warned(
        "NT-PARTS",
        said,
        FORMAT,
        expected="六个部分",
        actual=f"{count[1]}个部分",
        sentence=sentence,
        suggestion="请按格式的六个部分编写，开头与各部分标题一致。",
        judged=(count[1],),
    )


_PLACE_IDS = {"标题": "title", "落款": "signature", "正文": "text"}


def _name(context: Context) -> Iterator[Outcome]:
    """One agency in title, text and signature: one in the register, or by the names alone. A short name holds the letters of its full name in
    order (和田地区卫健委 in 和田地区卫生健康委员会), as does a name without its region."""
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
        version=1,
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
        version=1,
        title="开头说的各部分就是格式的六个部分",
        broken="开头说的各部分与格式不符",
        basis=FORMAT,
        severity=Severity.WARNING,
        formula="开头写了报告有几个部分的，是六个，列出的与格式相同",
        evaluate=_announced_parts,
    ),
)
