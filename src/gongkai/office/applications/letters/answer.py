"""The answer itself, D14 to D32: one form for every decision (条例第三十六条至第三十九条)."""

from __future__ import annotations

from gongkai.law.answers import Decision
from gongkai.office.applications.letters.draft import About, Draft


def answer(about: About, decided: Decision, reasons: str, remedy: str) -> Draft:
    """`reasons` are the finding as the officer wrote it, a paragraph a line; `remedy` may be ""."""
    finding = [line.strip() for line in reasons.splitlines() if line.strip()]
    return Draft(
        code=decided.document,
        title=decided.title,
        addressee=about.applicant,
        paragraphs=tuple(
            paragraph
            for paragraph in (
                about.opening,
                f"经审查，根据{decided.basis}的规定，现答复如下：",
                *finding,
                remedy,
            )
            if paragraph
        ),
    )
