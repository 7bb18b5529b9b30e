"""The words of reconsideration and litigation around a number."""

from __future__ import annotations

import re

from .application_words import GAP
from .claim import INSIDE, Claim, made

CASE = re.compile(r"复议|诉讼|起诉|应诉")
_KINDS = (
    (
        "litigation_direct",
        re.compile(rf"(?:未经(?:行政)?复议)?直接(?:提起)?(?:行政)?(?:起诉|诉讼){GAP}"),
    ),
    (
        "litigation_after_reconsideration",
        re.compile(rf"复议(?:之)?后(?:再)?(?:提起)?(?:行政)?(?:起诉|诉讼){GAP}"),
    ),
    (
        "reconsideration+litigation",
        re.compile(rf"(?:行政)?复议(?:案件|申请)?(?:、|和|以?及|与|或)(?:行政)?(?:诉讼|应诉){GAP}"),
    ),
    ("reconsideration", re.compile(rf"(?:行政)?复议{GAP}")),
    ("litigation", re.compile(rf"(?:行政)?诉讼{GAP}")),
)
#: Cases that ended so are some of those counted.
_ENDED = re.compile(r"(?:撤回|终止|和解)[^，。；]{0,6}$")
#: 「因具体行政行为被提起行政诉讼2起」
_OF_OTHER_ACTS = re.compile(r"^(?!.*信息公开).*(?:具体行政行为|行政执法|处罚决定|出庭)")
_AFTER = re.compile(r"^(?:行政)?(?P<kind>复议|诉讼)(?!后|机关|决定|、|和|及|与|或)")
#: Verbs of a body that decides cases of others (复议机关); then a case is not one against the agency.
_AS_REVIEWER = re.compile(
    r"(?:办理|审理|审结|受理|收到|接到|处理|代理|指导|参加|参与|答复|答辩|应对|配合)[^，。；]{0,14}$"
)


def claim_of_cases(words: str, after: str) -> Claim | None:
    """The claim that the words before and after a number make of cases; None where they make none."""
    kind = _kind(words, after)
    if kind is None:
        return None
    before = _up_to_case(words)
    reviewer = _AS_REVIEWER.search(before) or "复议机关" in words
    few = bool(INSIDE.search(words) or _ENDED.search(before) or _OF_OTHER_ACTS.search(words))
    return made(kind, as_reviewer=bool(reviewer), part=few)


def _kind(words: str, after: str) -> str | None:
    for kind, pattern in _KINDS:
        if pattern.search(words):
            return kind
    if not CASE.search(words):
        found = _AFTER.search(after)
        if found:
            return "reconsideration" if found["kind"] == "复议" else "litigation"
    return None


def _up_to_case(words: str) -> str:
    found = CASE.search(words)
    return words[: found.start()].removesuffix("行政") if found else words
