"""What was filled in or set upon a page of a PDF: fields, text boxes, stamps, boxes that cover; part of what it
shows."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as raw

#: What is upon a page without being part of what it shows: links, and notes that are opened by a click.
_NOT_SHOWN = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT)


def flattened(page: pdfium.PdfPage) -> bool:
    """Make what was set upon a page part of its content. True when it had some: what was loaded of the
    page is then out of date."""
    handle = page.raw
    for index in range(raw.FPDFPage_GetAnnotCount(handle)):
        one = raw.FPDFPage_GetAnnot(handle, index)
        kind = raw.FPDFAnnot_GetSubtype(one)
        raw.FPDFPage_CloseAnnot(one)
        if kind not in _NOT_SHOWN:
            page.render(scale=0.02).close()  # a field that brings no picture of itself gets one
            return bool(raw.FPDFPage_Flatten(handle, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)
    return False
