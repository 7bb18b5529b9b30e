"""The words against table two: documents and fees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .claim import Said
from .elsewhere import speaks_of_another
from .identity import why_not
from .model import Context, Finding, Outcome, Rule, Severity

FORM = "国办公开办函〔2021〕30号附件，表二"
_FEES = "国办函〔2020〕109号"
ONLY_2021 = frozenset({"2021"})

# ---- documents ------------------------------------------------------------------------------------

_DOCUMENTS = (
    ("normative_documents", re.compile(r"规范性文件")),
    ("rules", re.compile(r"规章(?!制度)")),
)
_NAMES = {"normative_documents": "行政规范性文件", "rules": "规章"}
_FILLER = r"(?:了|的|本年度?|行政|政府|部门|我?[市县区省]|规范性文件|文件|规章|数量?|共计?|合计|为|新|：)*$"
_ACTS = (
    ("in_force", re.compile(rf"(?:现行|继续|目前)有效{_FILLER}")),
    ("repealed", re.compile(rf"(?:废止|清理失效|宣布失效|失效){_FILLER}")),
    ("issued", re.compile(rf"(?:制发|制定(?:发布|印发|出台)?|印发|出台){_FILLER}")),
    ("published", re.compile(rf"公开{_FILLER}")),
)
_COUNT = re.compile(r"(?<![\d.第〔约近])(\d+)(?:件|个|部|份)(?!工作日|月)")
_NARROWED = re.compile(
    r"其中|备案|审查|审核|解读|合法性|征求|报送|评估|转发|上级|党委|规章库|文件库|累计公开|年以前|年之前"
)


@dataclass(frozen=True, slots=True)
class _Document:
    row: str
    act: str
    value: int
    sentence: str
    section: int
    part: bool


def _documents(context: Context) -> list[_Document]:
    found = []
    for section, _, _, sentence in context.said.sentences:
        if "规范性文件" not in sentence and "规章" not in sentence:
            continue
        row, end = None, 0
        for match in _COUNT.finditer(sentence):
            words = sentence[end : match.start()]
            end = match.end()
            named = [r for r, pattern in _DOCUMENTS if pattern.search(words)]
            if len(named) > 1:
                break  # 规章和规范性文件 in one number
            row = named[0] if named else row
            act = next((a for a, pattern in _ACTS if pattern.search(words)), None)
            if row is None or act is None or _NARROWED.search(words):
                continue
            part = speaks_of_another(context.report, sentence[: match.start()])
            found.append(_Document(row, act, int(match[1]), sentence.rstrip("。"), section, part))
    return found


def _stock_words(rule: str, acts: tuple[str, ...]) -> Callable[[Context], Iterator[Outcome]]:
    def evaluate(context: Context) -> Iterator[Outcome]:
        report = context.report
        documents = [d for d in _documents(context) if d.act in acts]
        if not documents:
            yield Outcome(not_evaluated="正文没有写规章、行政规范性文件的这类件数")
        for one in documents:
            columns = ("issued", "in_force") if one.act == "published" else (one.act,)
            used = tuple(f"disclosure.{one.row}.{c}" for c in columns)
            values = [report.value(c) for c in used]
            same = sum(d.value for d in documents if (d.row, d.act) == (one.row, one.act))
            known = [value for value in values if value is not None]
            if len(known) < len(values):
                yield Outcome(used, not_evaluated=why_not(report, used))
            elif one.value in values or same in values:
                yield Outcome(used)
            elif one.act == "published" and known[0] < one.value < known[-1]:
                yield Outcome(used, not_evaluated="公开的可能是现行有效文件中的一部分")
            elif one.part:
                yield Outcome(used, not_evaluated="这句话说的可能是另一个机关或者另一年的文件")
            else:
                specs = report.statutory_form.cells
                shown = "，".join(
                    f"{specs[c].column.label}是 {v}" for c, v in zip(used, values, strict=True)
                )
                yield Outcome(
                    used,
                    Finding(
                        rule=rule,
                        severity=Severity.WARNING,
                        message=f"正文写{_NAMES[one.row]} {one.value} 件，表二{shown}。",
                        basis=FORM,
                        cells=used,
                        expected=" 或 ".join(str(v) for v in values),
                        actual=str(one.value),
                        sentence=one.sentence,
                        section=one.section,
                        suggestion="请与同级司法行政部门的备案登记核对；口径不同的，请写明。",
                    ),
                )

    return evaluate


# ---- fees -----------------------------------------------------------------------------------------

_NO_NOTICE = re.compile(
    r"(?:未|没有)(?:发出|产生|下达)[^，。；]{0,10}收费通知|收费通知(?:书)?(?:共|为)?0件"
)
_NO_FEE = re.compile(
    r"(?:未|没有)(?:发生)?[^，。；]{0,14}(?:收取)(?:过|任何)?[^，。；]{0,12}(?:处理费|费用)|处理费(?:用)?(?:共计?|为|合计)?0(?:\.0+)?(?:万)?元"
)
_FEE_SUM = re.compile(
    r"处理费(?:用)?(?:共计?|为|合计|总?金额|人民币)*(?P<sum>(?!0+(?:\.0+)?(?:万)?元)\d+(?:\.\d+)?)(?:万)?元"
)


def _fee(context: Context) -> Iterator[Outcome]:
    used = ("requests.other.fee_not_paid.total",)
    said = context.said
    none, some = _first(said, _NO_FEE), _first(said, _FEE_SUM)
    no_notice = _first(said, _NO_NOTICE)
    if none is None and some is None and no_notice is None:
        yield Outcome(used, not_evaluated="正文没有写信息处理费的情况")
    if none is not None and some is not None:
        said_some = f"正文一处写没有收取信息处理费，另一处写“{some[1]}”。"
        yield _fee_finding((), said_some, some, judged=(none[1],))
    elif none is not None or some is not None:
        yield Outcome()
    if no_notice is None:
        return
    dropped = context.report.value(used[0])
    if dropped is None:
        yield Outcome(used, not_evaluated=why_not(context.report, used))
    elif dropped:
        yield _fee_finding(
            used, f"正文说没有发出收费通知，表三却有 {dropped} 件因逾期未缴费不再处理。", no_notice
        )
    else:
        yield Outcome(used)


def _first(said: Said, pattern: re.Pattern[str]) -> tuple[int, str] | None:
    for section, _, _, sentence in said.sentences:
        if pattern.search(sentence):
            return section, sentence.rstrip("。")
    return None


def _fee_finding(
    cells: tuple[str, ...], message: str, where: tuple[int, str], judged: tuple[str, ...] = ()
) -> Outcome:
    return Outcome(
        cells,
        Finding(
            rule="NT-FEE",
            severity=Severity.WARNING,
            message=message,
            basis=_FEES,
            cells=cells,
            sentence=where[1],
            section=where[0],
            judged=judged,
        ),
    )


_BOTH = frozenset({"2021", "2019"})


def words_of_table_two(
    rule_id: str,
    title: str,
    broken: str,
    formula: str,
    basis: str,
    evaluate: Callable[[Context], Iterable[Outcome]],
    forms: frozenset[str] = _BOTH,
    version: int = 1,
    tolerance: str | None = None,
) -> Rule:
    """A rule on what the narrative says beside table two, or of itself."""
    weight = Severity.WARNING
    return Rule(
        rule_id, version, title, broken, basis, weight, formula, evaluate, forms=forms,
        tolerance=tolerance,
    )  # fmt: skip


RULES = (
    words_of_table_two("NT-ND", "正文制发的文件数与表二相符", "正文制发的文件数与表二不符", "正文制发（公开）规章、行政规范性文件的件数 = 本年制发件数（公开的也可以是现行有效中的一部分）", FORM, _stock_words("NT-ND", ("issued", "published")), forms=ONLY_2021, version=2),
    words_of_table_two("NT-VALID", "正文废止、有效的文件数与表二相符", "正文废止、有效的文件数与表二不符", "正文废止、失效的件数 = 本年废止件数；现行有效的件数 = 现行有效件数", FORM, _stock_words("NT-VALID", ("repealed", "in_force")), forms=ONLY_2021),
    words_of_table_two("NT-FEE", "信息处理费前后一致", "信息处理费前后不一致", "没有收费与收费金额不同时写；没有发出收费通知的，表三“逾期未按收费通知要求缴纳费用”为 0", _FEES, _fee, forms=ONLY_2021),
)  # fmt: skip
