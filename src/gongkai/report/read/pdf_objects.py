"""What is drawn on a page of a PDF, one object after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_MOST = 20_000


def page_objects(page: pdfium.PdfPage, kind: int) -> Iterator[Any]:
    """The objects of one kind (`raw.FPDF_PAGEOBJ_…`) on a page, those of forms placed on it included, up
    to a bound; as the library's own handles, because a page has thousands."""
    seen = 0
    handle = page.raw
    for index in range(raw.FPDFPage_CountObjects(handle)):
        item = raw.FPDFPage_GetObject(handle, index)
        found = raw.FPDFPageObj_GetType(item)
        if found == kind:
            seen += 1
            yield item
        elif found == raw.FPDF_PAGEOBJ_FORM:
            for inner in range(min(raw.FPDFFormObj_CountObjects(item), _MOST)):
                held = raw.FPDFFormObj_GetObject(item, inner)
                if raw.FPDFPageObj_GetType(held) == kind:
                    seen += 1
                    yield held
        if seen > _MOST:
            return
