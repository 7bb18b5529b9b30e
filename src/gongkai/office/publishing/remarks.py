"""What the content checks found, at its place in the text that the reviewers read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.office.publishing.checks import CHECK_NAMES, Finding, Severity
from gongkai.office.publishing.models import Submission
from gongkai.office.publishing.queries.checking import (
    PARAGRAPH,
    TITLE,
    Checked,
    lines_of,
    occurrences,
)
from gongkai.office.reviews.difference import compared
from gongkai.office.reviews.margin import Remark, Remarks, Spot
from gongkai.office.reviews.models import Version

_PARAGRAPH = re.compile(rf"{PARAGRAPH} (\d+) 段")
_ATTACHED = re.compile(r"附件《(.*)》(的名称|第 \d+ 行)?", re.S)


def remarks(version: Version) -> Remarks | None:
    """The findings of the item's version that was handed in as this text, by the words of today's
    list: what came into the list since then has no answer yet."""
    submission = (
        Submission.objects.filter(review=version).select_related("version", "agency").first()
    )
    if submission is None:
        return None
    lines = lines_of(submission.version)
    found = occurrences(submission.version, submission.agency, lines)
    codes = {together[0].finding.code for together in found}
    read = _Read(
        compared(version.body),
        [line.text for line in lines if line.place.startswith(PARAGRAPH)],
    )
    return Remarks(
        tuple(_remark(together, read) for together in found),
        tuple(name for code, name in CHECK_NAMES.items() if code not in codes),
    )


@dataclass(frozen=True)
class _Read:
    """What reviewers read: all its lines, and the paragraphs it begins with."""

    lines: list[str]
    paragraphs: list[str]

    def spot(self, finding: Finding) -> Spot | None:
        """Where a finding stands in the text as `content.for_review` put it together. What is inside
        an attachment is marked at the attachment's name."""
        if finding.place == TITLE:
            return Spot(None, *finding.spot) if finding.spot else None
        if paragraph := _PARAGRAPH.fullmatch(finding.place):
            return self._in_body(int(paragraph[1]) - 1, finding.spot)
        name, attached = finding.place, _ATTACHED.fullmatch(finding.place)
        label = f"【附件】{attached[1]}（" if attached else f"【{name}】"
        # A paragraph may begin like a label; the labels come after the body.
        behind = range(len(self.paragraphs), len(self.lines))
        line = next((n for n in behind if self.lines[n].startswith(label)), None)
        if line is None:
            return None
        before = label.index("】") + 1
        if finding.spot is not None and (attached is None or attached[2] == "的名称"):
            start, end = finding.spot
            return Spot(line, before + start, before + end)
        return Spot(line, before, len(label) - 1) if attached else None

    def _in_body(self, line: int, place: tuple[int, int] | None) -> Spot | None:
        """The place in a paragraph; None in a text of an earlier release that put the body in other
        words: a mark at others would mislead."""
        same = line < len(self.lines) and self.lines[line] == self.paragraphs[line]
        return Spot(line, *place) if place and same else None


def _remark(together: list[Checked], read: _Read) -> Remark:
    first = together[0]
    spots = [read.spot(one.finding) for one in together]
    return Remark(
        shown=first.finding.shown,
        message=first.finding.message,
        must=first.finding.severity is Severity.MUST,
        basis=first.finding.basis,
        answer=first.answer.reason if first.answer else "",
        by=str(first.answer.answered_by) if first.answer else "",
        spots=tuple(dict.fromkeys(spot for spot in spots if spot is not None)),
    )
