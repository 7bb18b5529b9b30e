"""The verbs of publishing."""

from gongkai.office.publishing.content import Content

from .columns import add_column, seed_columns
from .documents import (
    WITHOUT_RULES,
    DocumentData,
    add_document,
    amend_document,
    correct_document,
    end_document,
)
from .fate import close, place, record_change
from .items import NewAttachment, draft, edit
from .publication import publish, submit, withdraw

__all__ = [
    "WITHOUT_RULES",
    "Content",
    "DocumentData",
    "NewAttachment",
    "add_column",
    "add_document",
    "amend_document",
    "close",
    "correct_document",
    "draft",
    "edit",
    "end_document",
    "place",
    "publish",
    "record_change",
    "seed_columns",
    "submit",
    "withdraw",
]
