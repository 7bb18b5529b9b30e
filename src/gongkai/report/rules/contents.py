"""Does a report say what its format asks for: five themes, problems with measures, the fee, its basis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Context, Finding, Outcome, Rule, Severity
from .narrative import plain, sentence_around

_FORMAT = "年度报告格式（国办公开办函〔2021〕30号）"
_NEW = frozenset({"2021"})

#: The five themes of section one, with the words by which offices name them.
THEMES = (
    ("主动公开", re.compile(r"主动公开|主动发布")),
    ("依申请公开", re.compile(r"依申请|申请公开|公开申请")),
    ("政府信息管理", re.compile(r"信息(?:资源)?(?:规范化?)?管理|信息的管理")),
    ("政府信息公开平台建设", re.compile(r"平台(?:的)?(?:建设|管理|维护|运维)|公开(?:的)?平台")),
    (
        "监督保障",
        re.compile(r"监督(?:与|和|及)?(?:保障|考核|评议|检查)|保障(?:与|和|及)?监督|保障措施"),
    ),
)


def _five_themes(context: Context) -> Iterator[Outcome]:
    section = context.report.section(1)
    if section is None:
        yield Outcome(not_evaluated="文件中没有第一部分")
        return
    text = plain(section.text)
    missing = [name for name, words in THEMES if not words.search(text)]
    if not missing:
        yield Outcome()
        return
    named = "、".join(f"“{name}”" for name in missing)
    yield _finding(
        "NT-FIVE",
        f"第一部分没有写到{named}。",
        _FORMAT + "第一部分",
        section=1,
        actual="没有写到" + named,
        expected="主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面",
        suggestion="请按五个方面写总体情况；没有做的，也写明。",
        judged=tuple(str(n) for n, (name, _) in enumerate(THEMES, 1) if name in missing),
    )


#: Shorter than this (characters without spaces), section five cannot hold a problem and a measure.
SHORTEST_PROBLEMS = 30
_PROBLEM = re.compile(
    r"问题|不足|不够|薄弱|有待|仍需|还需|需要?进一步|差距|不高|不强|滞后|单一|困难|短板|偏低|欠缺|尚未|未能|不清|不到位|不规范|缺乏|较少|偏少|一是"
)
_MEASURE = re.compile(r"改进|下一步|措施|今后|整改|将|加强|提高|完善|建立|推进")


def _problems(context: Context) -> Iterator[Outcome]:
    section = context.report.section(5)
    if section is None:
        yield Outcome(not_evaluated="文件中没有第五部分")
        return
    text = plain(section.text)
    lacking = [
        what
        for what, words in (("存在的问题", _PROBLEM), ("改进的措施", _MEASURE))
        if not words.search(text)
    ]
    if len(text) < SHORTEST_PROBLEMS:
        said = f"第五部分只有 {len(text)} 个字，没有写清问题和改进情况。"
    elif lacking:
        said = f"第五部分没有写{'和'.join(lacking)}。"
    else:
        yield Outcome()
        return
    yield _finding(
        "NT-S5",
        said,
        "条例第五十条第四项；" + _FORMAT + "第五部分",
        section=5,
        sentence=text[:120] or None,
        suggestion="请写明具体问题和对应的改进措施。",
        judged=(text,),
    )


_FEE = re.compile(
    r"处理费|收费通知|(?:收取|收费|费用)[^。；;]{0,12}(?:申请|信息公开)|信息公开[^。；;]{0,8}收费"
)


def _processing_fee(context: Context) -> Iterator[Outcome]:
    section = context.report.section(6)
    if section is None:
        yield Outcome(not_evaluated="文件中没有第六部分")
    elif _FEE.search(plain(section.text)):
        yield Outcome()
    else:
        yield _finding(
            "NT-S6",
            "第六部分没有写信息处理费。",
            "国办函〔2020〕109号；" + _FORMAT + "第六部分",
            section=6,
            sentence=plain(section.text)[:120] or None,
            suggestion="请写明发出收费通知的件数、总金额和实际收取金额；没有的写 0。",
            judged=(plain(section.text),),
        )


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
        yield _finding(
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
    yield _finding(
        "NT-PARTS",
        said,
        _FORMAT,
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
                yield _finding(
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
        yield _finding(
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


def _finding(
    rule: str,
    message: str,
    basis: str,
    *,
    section: int | None = None,
    expected: str | None = None,
    actual: str | None = None,
    sentence: str | None = None,
    suggestion: str | None = None,
    judged: tuple[str, ...] = (),
) -> Outcome:
    return Outcome(
        finding=Finding(
            rule=rule,
            severity=Severity.WARNING,
            message=message,
            basis=basis,
            expected=expected,
            actual=actual,
            sentence=sentence,
            section=section,
            suggestion=suggestion,
            judged=judged,
        )
    )


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
        basis=_FORMAT,
        severity=Severity.WARNING,
        formula="开头写了报告有几个部分的，是六个，列出的与格式相同",
        evaluate=_announced_parts,
    ),
    Rule(
        id="NT-FIVE",
        version=1,
        title="第一部分写了五个方面",
        broken="第一部分没有写全五个方面",
        basis=_FORMAT + "第一部分",
        severity=Severity.WARNING,
        formula="第一部分写到主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障",
        evaluate=_five_themes,
        forms=_NEW,
    ),
    Rule(
        id="NT-S5",
        version=1,
        title="第五部分写了问题，也写了改进",
        broken="第五部分没有写清问题和改进",
        basis="条例第五十条第四项；" + _FORMAT + "第五部分",
        severity=Severity.WARNING,
        formula=f"第五部分既有问题又有改进措施，不少于 {SHORTEST_PROBLEMS} 个字",
        evaluate=_problems,
    ),
    Rule(
        id="NT-S6",
        version=1,
        title="第六部分写了信息处理费",
        broken="第六部分没有写信息处理费",
        basis="国办函〔2020〕109号；" + _FORMAT + "第六部分",
        severity=Severity.WARNING,
        formula="第六部分写到信息处理费（收费通知件数、总金额、实际收取金额；没有的写 0 或者未收取）",
        evaluate=_processing_fee,
        forms=_NEW,
    ),
)
