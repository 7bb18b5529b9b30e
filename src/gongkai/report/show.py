"""A report and its check as text for the terminal, and as the JSON the command line prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .cell import STATE_NAMES, Cell, State
from .form import CellSpec
from .model import Report
from .rules.model import SEVERITY_NAMES, CheckResult, Finding, Rule, Severity
from .verdicts import NONE, Verdicts, lapsed
from .verdicts import verdict_line as decided
from .write.findings import SHORT_SUM, group_findings, group_unchecked, short

_MARKS = {Severity.ERROR: "误", Severity.WARNING: "疑", Severity.INFO: "注"}


def report_text(report: Report, name: str) -> str:
    """What was read from one file: who, when, the states of the cells, and every cell worth seeing.

    Cells that are a printed zero are only counted; every other state is listed with its place.
    """
    lines = [f"{name}", *identity_lines(report), ""]
    counts = report.states()
    zeros = sum(c.state is State.NUMBER and c.value == 0 for c in report.cells.values())
    if report.cells:
        said = [f"{STATE_NAMES[state]} {n}" for state, n in counts.items() if n]
        lines.append(f"{len(report.cells)} 格：{'，'.join(said)}（其中印出的 0 有 {zeros} 格）")
        lines += [_cell_line(spec, report.cells[i]) for i, spec in _worth_seeing(report)]
        lines += _absent_lines(report)
    for section in report.sections:
        lines.append(f"第 {section.number} 部分 {section.title}：{len(section.text)} 字")
    lines += [f"注 {note.message}" for note in report.notes]
    return "\n".join(lines)


def identity_lines(report: Report) -> list[str]:
    """Agency, year, form, period, signature: what is known, and plainly what is not."""
    unknown = "文件中没有"
    period = f"{report.period_from} 至 {report.period_to}" if report.period_from else unknown
    return [
        f"机关　　{report.agency or unknown}",
        f"年度　　{report.year or unknown}，表式 {report.form}",
        f"统计期限　{period}",
        f"落款　　{report.signed_by or unknown}，{report.signed_on or '日期' + unknown}",
    ]


def _worth_seeing(report: Report) -> Iterable[tuple[str, CellSpec]]:
    for cell_id, spec in report.statutory_form.cells.items():
        cell = report.cells[cell_id]
        if cell.state is not State.ABSENT and not (cell.is_number and cell.value == 0):
            yield cell_id, spec


def _cell_line(spec: CellSpec, cell: Cell) -> str:
    place = f"　（{cell.source.describe()}）" if cell.source and cell.source.describe() else ""
    shown = str(cell.value) if cell.state is State.NUMBER else f"{STATE_NAMES[cell.state]}"
    if cell.state is not State.NUMBER and cell.raw:
        shown += f"“{cell.raw}”"
    return f"  {spec.label}：{shown}{place}"


def _absent_lines(report: Report) -> list[str]:
    """Absent cells by row, so that a missing table is one line and not fifteen."""
    rows: dict[str, int] = {}
    for cell_id, spec in report.statutory_form.cells.items():
        if report.cells[cell_id].state is State.ABSENT:
            label = f"{spec.row.group} {spec.row.label}" if spec.row.group else spec.row.label
            rows[label] = rows.get(label, 0) + 1
    return [f"  文件中没有：{label}（{n} 格）" for label, n in rows.items()]


def check_text(report: Report, result: CheckResult, name: str, verdicts: Verdicts = NONE) -> str:
    """The check of one report for a person: the verdict first, then the findings in their groups, each
    with its numbers, its fingerprint and what somebody decided about it."""
    who = f"{report.agency or name} {report.year or ''}年度报告"
    lines = [f"{name}　{who}", verdict_line(result), ""]
    for group in group_findings(result.findings, report):
        lines.append(f"{_MARKS[group.severity]} {group.number}　{group.title}")
        for finding in group.findings:
            lines += _finding_lines(finding, report, verdicts)
    for verdict in lapsed(result.findings, verdicts):
        lines.append(
            f"原来的结论不再适用（{verdict.rule} {verdict.fingerprint}）：{decided(verdict)}"
        )
    if result.not_evaluated:
        lines.append(f"没有检查的 {len(result.not_evaluated)} 处：")
        for one in group_unchecked(result.not_evaluated):
            times = f"（共 {one.places} 处）" if one.places > 1 and len(one.rules) == 1 else ""
            lines.append(f"  {'、'.join(one.rules)}　{one.reason}{times}")
    return "\n".join(lines).rstrip() + "\n"


def verdict_line(result: CheckResult) -> str:
    """One sentence: how many of each, or that nothing was found."""
    counts = [
        f"{result.count(severity)} 处{SEVERITY_NAMES[severity]}"
        for severity in Severity
        if result.count(severity)
    ]
    held = f"成立 {result.held} 条，没有检查 {len(result.not_evaluated)} 条"
    if not counts:
        return f"没有发现问题。{held}。"
    return f"有 {'，'.join(counts)}。{held}。"


def _finding_lines(finding: Finding, report: Report, verdicts: Verdicts) -> list[str]:
    lines = [f"    {finding.message}"]
    if finding.left and finding.right:
        cells = report.statutory_form.cells
        rows = {cells[cell_id].row.id for cell_id, _ in finding.left + finding.right}
        sides = (_terms(side, report, len(rows) == 1) for side in (finding.left, finding.right))
        lines.append(f"      {'  ≠  '.join(sides)}")
    if finding.sentence:
        lines.append(f"      原文：{finding.sentence}")
    if finding.beside:
        lines.append(f"      对照：{finding.beside}")
    if finding.suggestion:
        lines.append(f"      {finding.suggestion}")
    places = list(
        dict.fromkeys(  # a place that is several cells' is one place
            place
            for cell_id in finding.cells
            if (source := report.cells[cell_id].source) and (place := source.describe())
        )
    )
    where = (
        f"　位置：{places[0]}" + (f" 等 {len(places)} 处" if len(places) > 1 else "")
        if places
        else ""
    )
    mark = finding.fingerprint()
    lines.append(f"      {finding.rule}　依据：{finding.basis}{where}　编号 {mark}")
    if mark in verdicts:
        lines.append(f"      结论　{decided(verdicts[mark])}")
    return [*lines, ""]


def _terms(terms: tuple[tuple[str, Any], ...], report: Report, one_row: bool) -> str:
    """One side of a broken identity: 10（结果维持） + 1（结果纠正）. Of a long sum the zeros are counted."""
    cells = report.statutory_form.cells
    shown = terms if len(terms) <= SHORT_SUM else [t for t in terms if t[1]]
    named = [
        f"{value}（{cells[cell_id].column.label if one_row else short(cells[cell_id].row.label)}）"
        for cell_id, value in shown
    ]
    zeros = len(terms) - len(shown)
    return " + ".join([*named, *([f"{zeros} 格 0"] if zeros else [])])


def check_json(result: CheckResult, name: str, verdicts: Verdicts = NONE) -> dict[str, Any]:
    """The check in the shape of `gongkai check --format json`. A finding's `verdict` is null, or what
    somebody decided; `lapsed` are the verdicts on facts that are no longer there."""
    return {
        "file": name,
        "findings": [
            {**data, "verdict": held.to_json() if held else None}
            for data in (finding.to_json() for finding in result.findings)
            for held in [verdicts.get(data["fingerprint"])]
        ],
        "lapsed": [one.to_json() for one in lapsed(result.findings, verdicts)],
        "held": result.held,
        "not_evaluated": [
            {"rule": one.rule, "reason": one.reason, "cells": list(one.cells)}
            for one in result.not_evaluated
        ],
    }


def rule_json(rule: Rule) -> dict[str, Any]:
    """One rule as data, without its function."""
    return {
        "id": rule.id,
        "version": rule.version,
        "title": rule.title,
        "severity": rule.severity.value,
        "formula": rule.formula,
        "basis": rule.basis,
        "needs": sorted(rule.needs),
        "forms": sorted(rule.forms),
        "tolerance": rule.tolerance,
    }


def rules_text(rules: Iterable[Rule]) -> str:
    """The rule list for a person: id, weight, title; then the formula and the basis."""
    lines = []
    for rule in rules:
        lines.append(f"{rule.id}　{SEVERITY_NAMES[rule.severity]}　{rule.title}")
        lines.append(f"    {rule.formula}")
        lines.append(f"    依据：{rule.basis}")
    return "\n".join(lines)
