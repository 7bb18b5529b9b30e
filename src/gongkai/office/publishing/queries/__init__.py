"""What can be asked of publishing."""

from .documents import (
    COLUMNS,
    column_filter,
    counting,
    counts,
    evidence,
    in_force_on,
    listed,
    stock,
    versions,
)
from .items import columns, published, published_item, visible_to

__all__ = [
    "COLUMNS",
    "column_filter",
    "columns",
    "counting",
    "counts",
    "evidence",
    "in_force_on",
    "listed",
    "published",
    "published_item",
    "stock",
    "versions",
    "visible_to",
]
