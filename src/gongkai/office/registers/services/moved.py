"""Nobody acts on a version they did not see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from gongkai.office.refusal import Refusal
from gongkai.office.registers.models import OpeningBalance, RegisterRow, Return

Version = TypeVar("Version", RegisterRow, Return, OpeningBalance)


def refuse_moved(
    seen: int | None,
    held: Version,
    changes: Callable[[Version, Version], Iterable[str]],
) -> None:
    """Raise Refusal("moved") unless the version a person looked at, by its key, is the one that
    stands; the sentence says what changed since. None: a program acts on whatever stands."""
    if seen is None or seen == held.pk:
        return
    before = type(held).objects.filter(pk=seen, record=held.record).first()
    what = "；".join(changes(before, held)) if before is not None else ""
    raise Refusal(
        "moved",
        f"打开这一页以后，有人改过{f'：{what}' if what else '内容'}。"
        "没有写入，请按现在的内容核对后再办。",
    )


def change(name: str, before: object, now: object) -> Iterable[str]:
    """The sentence about one thing, when it changed."""
    if before != now:
        yield f"{name}由“{_shown(before)}”改为“{_shown(now)}”"


def _shown(value: object) -> str:
    return "没有" if value is None or value == "" else str(value)
