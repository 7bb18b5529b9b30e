"""A step taken, and the letter it wrote."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

from docx import Document

from gongkai.office.applications.models import (
    Application,
    Letter,
)
from gongkai.office.documents import queries as documents
from tests.office.applications.make import noon
from tests.office.build import Office

TODAY = date(2026, 10, 21)


def do(step: Callable[..., Any], office: Office, made: Application, on: date, **more: Any) -> Any:
    return step(application=made, actor=office.clerk, now=noon(on), on=on, **more)


def said(letter: Letter) -> list[str]:
    """The paragraphs of the Word file, without the empty ones."""
    document = Document(io.BytesIO(documents.content(letter.file)))
    return [p.text for p in document.paragraphs if p.text.strip()]


def only(made: Application, code: str) -> Letter:
    return Letter.objects.get(application=made, code=code)
