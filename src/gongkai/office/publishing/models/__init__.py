"""Columns, information items with their versions and publications, channels, and the life of
normative documents."""

from .channels import Channel, ChannelFigure, ChannelKind, ChannelPost, CountedFrom, FigureBatch
from .checks import FindingAnswer, WordRule
from .columns import Block, Column, Freshness
from .coordination import ColumnCheck, Coordination, CoordinationKind, CoordinationResult
from .documents import DocumentKind, Ending, Making, NormativeDocument
from .items import (
    Attachment,
    InformationItem,
    ItemVersion,
    Publication,
    PublicationEnding,
    Submission,
)
from .office import DisclosureOffice

__all__ = [
    "Attachment",
    "Block",
    "Channel",
    "ChannelFigure",
    "ChannelKind",
    "ChannelPost",
    "Column",
    "ColumnCheck",
    "Coordination",
    "CoordinationKind",
    "CoordinationResult",
    "CountedFrom",
    "DisclosureOffice",
    "DocumentKind",
    "Ending",
    "FigureBatch",
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
