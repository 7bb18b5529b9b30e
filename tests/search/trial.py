"""One report with faults, printed in one way and read back; and the fewest faults with which it is read wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from gongkai.report.read import read_bytes
from tests.report.read.combined import Combined, Fault, chosen, fresh, is_wrong
from tests.report.read.faults import FAULTS, FIGURES, OF_ROWS
from tests.report.read.ways import EVERY_WAY, WORN

_BY_NAME = {fault.__name__: fault for fault in FAULTS}


@dataclass(frozen=True)
class Tried:
    """What became of a report: its wrong cells, how many cells were read right, and how many could have been."""

    seed: int
    form: str
    way: str
    faults: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    right: int = 0
    could: int = 0
    without: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    sound: bool = False  # nothing is wrong but the figures: every one of them must be read

    def told(self) -> str:
        """All that is needed to see it again."""
        text = printed(make(self.seed, self.form, self.faults, self.without), self.way)
        left_out = f" without {sorted(self.without)}" if self.without else ""
        head = f"--- {self.seed} {self.form} {self.way}: {', '.join(self.faults)}{left_out}"
        return "\n".join([head, *self.wrong[:8], text])


def try_one(job: tuple[int, str], ways: Sequence[str]) -> list[Tried]:
    """A report in each of some ways; where it is read wrong, the fewest faults with which it is."""
    seed, form = job
    faults = tuple(fault.__name__ for fault in chosen(seed, faults_of(form)))
    sound = all(_BY_NAME[name] in FIGURES for name in faults)
    found = [
        attempt(Tried(seed, form, way, faults, sound=sound and way not in WORN)) for way in ways
    ]
    return [
        replace(shrink(one), right=one.right, could=one.could) if one.wrong else one
        for one in found
    ]


def faults_of(form: str) -> list[Fault]:
    """The faults that reports of a form can have."""
    return [*FIGURES, *OF_ROWS] if form == "2014" else FAULTS


def make(
    seed: int, form: str, faults: Iterable[str], without: Collection[tuple[str, int]]
) -> Combined:
    """The report with its faults."""
    made = fresh(seed, form, without)
    for name in faults:
        made.put(_BY_NAME[name])
    return made


def printed(made: Combined, way: str) -> str:
    """The text of its file."""
    return EVERY_WAY[way](made.one.doc)


def attempt(tried: Tried) -> Tried:
    """The same, with what became of it."""
    made = make(tried.seed, tried.form, tried.faults, tried.without)
    report = read_bytes(printed(made, tried.way).encode(), tried.way)
    held = [*made.held(report)]
    wrong = tuple(
        f"{cell_id}: {cell.state.value} {cell.value} {cell.raw!r}, may be {sorted(map(str, may))}"
        for cell_id, cell, may in held
        if is_wrong(cell, may) or (tried.sound and cell.value not in may)
    )
    could = [(cell, may) for _, cell, may in held if may - {None}]
    right = sum(1 for cell, may in could if cell.value is not None and cell.value in may)
    return replace(tried, wrong=wrong, right=right, could=len(could))


def shrink(tried: Tried) -> Tried:
    """The fewest faults, and the fewest rows they are done to, with which a report is still read wrong."""
    smaller = True
    while smaller:
        smaller = False
        for name in tried.faults:
            less = attempt(replace(tried, faults=tuple(one for one in tried.faults if one != name)))
            if less.wrong:
                tried, smaller = less, True
                break
    made = make(tried.seed, tried.form, tried.faults, ())
    for one in made.touched:
        less = attempt(replace(tried, without=tried.without | {one}))
        tried = less if less.wrong else tried
    return tried
