"""The layouts, one case each: how the report is printed, and what it must then be read to."""

from . import documents, form_2019, labels, plain, rows, sheets, split, statistics, values

__all__ = [
    "documents",
    "form_2019",
    "labels",
    "plain",
    "rows",
    "sheets",
    "split",
    "statistics",
    "values",
]
