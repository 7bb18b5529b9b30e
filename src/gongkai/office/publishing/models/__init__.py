"""Columns, information items with their versions and publications, channels, and the life of
normative documents."""

from .checks import FindingAnswer, WordRule
from .columns import Block, Column, Freshness
from .documents import DocumentKind, Ending, Making, NormativeDocument
from .items import (
    Attachment,
    InformationItem,
    ItemVersion,
    Publication,
    PublicationEnding,
    Submission,
)

__all__ = [
    "Attachment",
    "Block",
    "Column",
    "DocumentKind",
    "Ending",
    "FindingAnswer",
    "Freshness",
    "InformationItem",
    "ItemVersion",
    "Making",
    "NormativeDocument",
    "Publication",
    "PublicationEnding",
    "Submission",
    "WordRule",
]
