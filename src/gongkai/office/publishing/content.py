"""What a version of an item says, as a value: its digest and the plain text reviewers read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai.office.reviews.difference import ANSWERED, DIGEST

if TYPE_CHECKING:
    from gongkai.office.publishing.models import ItemVersion


@dataclass(frozen=True)
class Attached:
    """A file of a version: the digest it is stored under, its name before the public and its size."""

    digest: str
    title: str
    size: int


@dataclass(frozen=True)
class Content:
    """Everything that is reviewed. `body` is HTML; it is cleaned before it is kept."""

    title: str
    body: str = ""
    summary: str = ""
    document_number: str = ""
    issuing_agencies: str = ""
    written_on: date | None = None
    keywords: str = ""


def digest(content: Content, attached: tuple[Attached, ...]) -> str:
    """SHA-256 over the fields and the attachments in their order, in hexadecimal."""
    plain = {
        "title": content.title,
        "body": content.body,
        "summary": content.summary,
        "document_number": content.document_number,
        "issuing_agencies": content.issuing_agencies,
        "written_on": content.written_on.isoformat() if content.written_on else None,
        "keywords": content.keywords,
        "attachments": [[a.digest, a.title] for a in attached],
    }
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def for_review(
    content: Content,
    attached: tuple[Attached, ...],
    plain_body: str,
    answered: Sequence[str] = (),
) -> str:
    """The text that reviewers read and that is kept with their decisions: one line a paragraph, then
    what the page prints beside it, then the attachments with their digests, then which findings stay
    and why."""
    facts = [
        ("内容概述", content.summary),
        ("文号", content.document_number),
        ("发文机关", content.issuing_agencies),
        ("成文日期", content.written_on.isoformat() if content.written_on else ""),
        ("主题词", content.keywords),
    ]
    lines = [f"【{name}】{_line(value)}" for name, value in facts if value]
    lines += [f"【附件】{_line(a.title)}（{a.size} 字节，{a.digest[:16]}）" for a in attached]
    lines.append(DIGEST + digest(content, attached))
    lines += [ANSWERED + _line(line) for line in answered]
    return "\n".join([plain_body, *lines] if plain_body else lines)


def _line(value: str) -> str:
    """A value in one line: a break of its own would make its rest look like the body or a fact."""
    return value if value.splitlines() == [value] else " ".join(value.split())


def content_of(version: ItemVersion) -> Content:
    """The version as a value."""
    return Content(
        title=version.title,
        body=version.body,
        summary=version.summary,
        document_number=version.document_number,
        issuing_agencies=version.issuing_agencies,
        written_on=version.written_on,
        keywords=version.keywords,
    )


def attached_of(version: ItemVersion) -> tuple[Attached, ...]:
    """The attachments of a version as values, in their order."""
    return tuple(Attached(a.file.digest, a.title, a.file.size) for a in version.attachments.all())
