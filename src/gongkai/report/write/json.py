"""A report as JSON text: the shape of `schema.json`, the same bytes for the same report."""

from __future__ import annotations

import json

from ..model import Report, from_json, to_json


def write_json(report: Report) -> bytes:
    """The report as UTF-8 JSON, indented, ending in a newline."""
    return (json.dumps(to_json(report), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def read_json(data: bytes | str) -> Report:
    """The inverse of `write_json`. Raises ValueError, saying what is wrong, on anything else."""
    try:
        loaded = json.loads(data)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(loaded, dict):
        raise ValueError("not a report: the JSON is no object")
    return from_json(loaded)
