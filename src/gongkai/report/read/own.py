"""Reports that this program wrote as data: JSON, or the JSON inside a page. Nothing is read twice."""

from __future__ import annotations

import json
import re

from ..model import SCHEMA, Report, from_json
from .bounds import MOST_DATA
from .errors import ReadError

_INSIDE = re.compile(rb'<script type="application/json" id="report">(.*?)</script>', re.DOTALL)


def own_report(data: bytes, name: str) -> Report | None:
    """The report that the bytes hold as data, None when they hold none.

    Raises ReadError when they claim to hold one and it is not sound: what was changed by hand is not
    silently read in another way.
    """
    if SCHEMA.encode() not in data:
        return None
    text = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text.startswith(b"{"):
        found = _INSIDE.search(data)
        if found is None:
            return None
        text = found[1]
    try:
        if len(text) > MOST_DATA:
            raise ValueError("too long")
        loaded = json.loads(text)
        if not isinstance(loaded, dict):
            raise ValueError("not an object")
        return from_json(loaded)
    except (ValueError, RecursionError) as error:
        raise ReadError(
            name,
            "文件里的年报数据（JSON）不完整或被改动过",
            remedy="请重新导出，或提供 Word、PDF 等原来的文件",
        ) from error
