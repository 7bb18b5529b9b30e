"""The verbs of publishing."""

from gongkai.office.publishing.content import Content

from .attaching import attach
from .checking import add_word, answer_finding, close_word, seed_words
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
from .items import NewAttachment, draft, edit, kept_attachments
from .publication import publish, submit, withdraw

__all__ = [
    "WITHOUT_RULES",
    "Content",
    "DocumentData",
    "NewAttachment",
    "add_column",
    "add_document",
    "add_word",
    "amend_document",
    "answer_finding",
    "attach",
    "close",
    "close_word",
    "correct_document",
    "draft",
    "edit",
    "end_document",
    "kept_attachments",
    "place",
    "publish",
    "record_change",
    "seed_columns",
    "seed_words",
    "submit",
    "withdraw",
]
