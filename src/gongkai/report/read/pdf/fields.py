"""Fields that were filled in on a page of a PDF, and text that was set upon it: part of what it shows."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_TEXTS = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT)
_MOST = 2_000


def flattened(page: pdfium.PdfPage) -> bool:
    """Make the fields and text boxes of a page part of its content. True when it had some: what was
    loaded of the page is then out of date."""
    handle = page.raw
    for index in range(min(raw.FPDFPage_GetAnnotCount(handle), _MOST)):
        one = raw.FPDFPage_GetAnnot(handle, index)
        kind = raw.FPDFAnnot_GetSubtype(one)
        raw.FPDFPage_CloseAnnot(one)
        if kind in _TEXTS:
            page.render(scale=0.02).close()  # a field that brings no picture of itself gets one
            return bool(raw.FPDFPage_Flatten(handle, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)
    return False
