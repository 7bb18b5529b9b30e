"""What the checks say of a version, with what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.office import crypto
from gongkai.office.agencies.models import Agency
from gongkai.office.publishing import attaching, checks, plain
from gongkai.office.publishing.checks import guide
from gongkai.office.publishing.models import (
    Block,
    FindingAnswer,
    InformationItem,
    ItemVersion,
    NormativeDocument,
    WordRule,
)
from gongkai.office.publishing.queries.items import INTERPRETATION

ATTACHMENT = "attachment-unread"
CUT = "attachment-cut"
#: The column of the guide, as `services.seed_columns` names it.
GUIDE = "guide"


@dataclass(frozen=True)
class Checked:
    """A finding with its answer, None while open. `key` names it in forms."""

    finding: checks.Finding
    fingerprint: str
    answer: FindingAnswer | None

    @property
    def key(self) -> str:
        return f"{self.finding.code}.{self.fingerprint}"


TITLE = "标题"
#: How the place of a paragraph of the body begins.
PARAGRAPH = "正文第"


def lines_of(version: ItemVersion) -> list[checks.Line]:
    """Everything of a version that will be public, as lines with their places."""
    lines = [checks.Line(TITLE, version.title)]
    lines += [
        checks.Line(f"{PARAGRAPH} {n} 段", text)
        for n, text in enumerate(plain.as_text(version.body).splitlines(), 1)
    ]
    lines += [
        checks.Line(place, text)
        for place, text in (
            ("内容概述", version.summary),
            ("文号", version.document_number),
            ("发文机关", version.issuing_agencies),
            ("主题词", version.keywords),
        )
        if text
    ]
    for attachment in version.attachments.all():
        name = f"附件《{attachment.title}》"
        lines.append(checks.Line(f"{name}的名称", attachment.title))
        lines += [
            checks.Line(f"{name}第 {n} 行", text)
            for n, text in enumerate((attachment.text or "").splitlines(), 1)
        ]
    return lines


def words_of(agency: Agency) -> list[checks.Word]:
    """The governed words in force."""
    rules = WordRule.objects.filter(agency=agency, closed_on__isnull=True).order_by("id")
    return [checks.Word(rule.wrong, rule.right, tuple(rule.but.split())) for rule in rules]


def check(version: ItemVersion, agency: Agency) -> list[Checked]:
    """The findings of a version, one for each thing found however often it stands, with answers."""
    return [together[0] for together in occurrences(version, agency, lines_of(version))]


def occurrences(
    version: ItemVersion, agency: Agency, lines: Sequence[checks.Line]
) -> list[list[Checked]]:
    """The findings of a version, whose lines these are (`lines_of`), with answers: for each thing
    found, every place where it stands."""
    found = [
        *checks.run(lines, words_of(agency)),
        *_unread(version),
        *_cut(version),
        *_uninterpreted(version),
        *_guide(version, agency, lines),
    ]
    answers = {
        (answer.code, answer.fingerprint): answer
        for answer in FindingAnswer.objects.filter(item=version.item_id).select_related(
            "answered_by"
        )
    }
    listed: dict[tuple[str, str], list[Checked]] = {}
    for finding in found:
        fingerprint = crypto.keys().fingerprint_bytes(
            f"{finding.code}\n{finding.matched}".encode(), "publishing.finding"
        )
        key = (finding.code, fingerprint)
        listed.setdefault(key, []).append(Checked(finding, fingerprint, answers.get(key)))
    return list(listed.values())


def open_findings(checked: Iterable[Checked]) -> list[Checked]:
    return [one for one in checked if one.answer is None]


def answered(checked: Iterable[Checked]) -> list[str]:
    """What stays in the text and why, for the reviewers."""
    return [
        f"{one.finding.place} {one.finding.shown}：保留，{one.answer.reason}"
        f"（{one.answer.answered_by}）"
        for one in checked
        if one.answer is not None
    ]


def _uninterpreted(version: ItemVersion) -> list[checks.Finding]:
    """三同步: the interpretation of a normative document is drafted, reviewed and published with it."""
    documents = NormativeDocument.objects.current().filter(item=version.item_id)
    drafted = InformationItem.objects.filter(interprets=version.item_id, closed_on__isnull=True)
    if drafted.exists() or not documents.exists():
        return []
    return [
        checks.Finding(
            INTERPRETATION,
            checks.Severity.DOUBT,
            "政策解读",
            "missing",
            "没有解读稿",
            "这是规章或者行政规范性文件，还没有解读稿。解读与文件同步起草、同步审批、同步发布；"
            "不需要解读的，写明理由。",
        )
    ]


def _guide(
    version: ItemVersion, agency: Agency, lines: Sequence[checks.Line]
) -> list[checks.Finding]:
    """The guide itself holds what Art. 12 asks of it."""
    is_guide = InformationItem.objects.filter(
        pk=version.item_id, agency=agency, column__block=Block.GUIDE, column__slug=GUIDE
    )
    return list(guide.find(lines)) if is_guide.exists() else []


def _unread(version: ItemVersion) -> list[checks.Finding]:
    """An attachment whose text cannot be read was not checked, and somebody has to say they did."""
    return [
        checks.Finding(
            ATTACHMENT,
            checks.Severity.DOUBT,
            f"附件《{attachment.title}》",
            attachment.file.digest,
            attachment.title,
            f"附件《{attachment.title}》读不出文字，没有检查。请人工核对有没有个人信息和密级标志，"
            "并写明已经核对。",
        )
        for attachment in version.attachments.all()
        if attachment.text is None
    ]


def _cut(version: ItemVersion) -> list[checks.Finding]:
    """An attachment too long to be checked to its end: somebody has to say they read the rest."""
    return [
        checks.Finding(
            CUT,
            checks.Severity.DOUBT,
            f"附件《{attachment.title}》",
            attachment.file.digest,
            attachment.title,
            f"附件《{attachment.title}》太长，只检查了开头 {attaching.MOST_TEXT // 10_000} 万字。"
            "请人工核对后面有没有个人信息和密级标志，并写明已经核对；或者拆成几个附件。",
        )
        for attachment in version.attachments.all()
        if attachment.text is not None and attaching.is_cut(attachment.text)
    ]
