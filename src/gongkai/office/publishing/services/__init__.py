"""The verbs of publishing."""

from gongkai.office.publishing.content import Content

from .attaching import attach
from .channels import (
    FigureData,
    close_channel,
    import_figures,
    log_post,
    open_channel,
    take_back_post,
)
from .checking import add_word, answer_finding, close_word, seed_words
from .columns import add_column, change_column, close_column, reopen_column, seed_columns
from .coordination import check_column, consult, record_answer, settle
from .document_checks import WITHOUT_RULES, DocumentData
from .documents import (
    add_document,
    amend_document,
    correct_document,
    end_document,
    link_document,
)
from .fate import close, place, record_change
from .items import NewAttachment, draft, edit, kept_attachments
from .office import describe_office
from .publication import publish, submit, withdraw

__all__ = [
    "WITHOUT_RULES",
    "Content",
    "DocumentData",
    "FigureData",
    "NewAttachment",
    "add_column",
    "add_document",
    "add_word",
    "amend_document",
    "answer_finding",
    "attach",
    "change_column",
    "check_column",
    "close",
    "close_channel",
    "close_column",
    "close_word",
    "consult",
    "correct_document",
    "describe_office",
    "draft",
    "edit",
    "end_document",
    "import_figures",
    "kept_attachments",
    "link_document",
    "log_post",
    "open_channel",
    "place",
    "publish",
    "record_answer",
    "record_change",
    "reopen_column",
    "seed_columns",
    "seed_words",
    "settle",
    "submit",
    "take_back_post",
    "withdraw",
]
