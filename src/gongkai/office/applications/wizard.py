"""Walking the seven questions with the choices in the address."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law import answers
from gongkai.law.answers import Decision
from gongkai.law.wizard import WIZARD, Option, Question, letter_elements

_QUESTIONS = {question.id: question for question in WIZARD}


@dataclass(frozen=True)
class Taken:
    """A question answered; `back` is the path that asks it again."""

    question: Question
    option: Option
    back: str


@dataclass(frozen=True)
class Way:
    """How far the officer has come: `here` is asked now, or `step` must be taken first, or
    `decision` is reached."""

    path: str
    taken: tuple[Taken, ...]
    here: Question | None
    step: str | None
    decision: Decision | None

    @property
    def stages(self) -> list[tuple[int, Question, str]]:
        """(number, question, "done" | "here" | "later" | "skipped") of all seven; skipped is what the
        answers so far leave no need to ask."""
        done = {t.question.id for t in self.taken}
        now = "letter" if self.decision else self.here.id if self.here else ""
        found = []
        for n, q in enumerate(WIZARD, start=1):
            past = any(later.id == now or later.id in done for later in WIZARD[n:])
            kind = "here" if q.id == now else "done" if q.id in done else "later"
            found.append((n, q, "skipped" if kind == "later" and past else kind))
        return found

    @property
    def elements(self) -> tuple[str, ...]:
        """What the answer must hold in all, once the decision is reached."""
        return letter_elements(self.decision) if self.decision else ()

    @property
    def number(self) -> int:
        return next((n for n, _, kind in self.stages if kind == "here"), len(self.taken))


def walk(path: str, choice: str = "") -> Way:
    """Follow choices like "0.0.3" and one more; what does not fit is dropped from there on."""
    given = [c for c in (*path.split("."), choice) if c.isdigit()]
    taken: list[Taken] = []
    kept: list[str] = []
    here: Question | None = WIZARD[0]
    step = decided = None
    for text in given:
        if here is None or int(text) >= len(here.options):
            break
        option = here.options[int(text)]
        taken.append(Taken(here, option, ".".join(kept)))
        kept.append(text)
        here = _QUESTIONS[option.question] if option.question else None
        step = option.step
        decided = answers.decision(option.decision) if option.decision else None
    return Way(".".join(kept), tuple(taken), here, step, decided)
