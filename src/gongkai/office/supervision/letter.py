"""The letter that returns a report: what is wrong, item by item, and by when to file again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.report.write.document import print_date

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Letter:
    """The text of a letter; `paragraphs` are those between the addressee and the signature."""

    title: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    sender: str
    on: date


def return_letter(
    *,
    sender: str,
    unit: str,
    year: int,
    received_on: date,
    faults: Sequence[str],
    due_on: date,
    on: date,
    number: str = "",
) -> Letter:
    """The letter; `faults` are sentences, one for each finding that the unit must mend.

    Raises ValueError without any: a report is not returned for nothing.
    """
    if not faults:
        raise ValueError("a return names what is wrong")
    return Letter(
        title=f"关于退回{year}年度政府信息公开工作年度报告的函",
        number=number,
        addressee=unit,
        paragraphs=(
            f"你单位{print_date(received_on)}报送的{year}年度政府信息公开工作年度报告收悉。"
            f"经核对，请改正以下{_count(len(faults))}处：",
            *(f"{numeral(at)}、{_sentence(fault)}" for at, fault in enumerate(faults, 1)),
            f"请于{print_date(due_on)}前重新报送。",
        ),
        sender=sender,
        on=on,
    )


def numeral(number: int) -> str:
    """一 to 九十九, as items of an official letter are numbered."""
    tens, ones = divmod(number, 10)
    if number <= 10:
        return NUMERALS[number - 1]
    head = "" if tens == 1 else NUMERALS[tens - 1]
    return f"{head}十" + (NUMERALS[ones - 1] if ones else "")


def _count(number: int) -> str:
    return "两" if number == 2 else numeral(number)


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith(("。", "！", "？")) else f"{text}。"
