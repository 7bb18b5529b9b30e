"""Pages of PDF for the tests: a report that we print, more drawn upon it, pages drawn by hand."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdf
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
)

from gongkai.report.model import Report
from gongkai.report.read import read_file
from gongkai.report.write import write

CORPUS = Path(__file__).parents[2] / "corpus"


@cache
def printed() -> tuple[Report, bytes]:
    """A report, and the PDF that we write of it."""
    report = read_file(CORPUS / "reports" / "xinyuan-2024.txt")
    return report, write(report, "pdf")


def said(report: Report) -> dict[str, object]:
    return {i: (c.state, c.value) for i, c in report.cells.items()}


def name(**values: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def stream(content: str) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(content.encode())
    return made


FONT = name(
    Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/Helvetica")
)

#: Figures all over a page.
SEVENS = " ".join(
    f"1 0 0 1 {x} {y} Tm (7) Tj" for x in range(200, 560, 13) for y in range(60, 800, 11)
)


def changed(data: bytes, change: Callable[[pypdf.PdfWriter], None]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def laid(data: bytes, content: str, *, below: bool = False) -> bytes:
    """A PDF with more drawn upon every page, or below what it draws."""

    def lay(writer: pypdf.PdfWriter) -> None:
        for page in writer.pages:
            resources = page["/Resources"].get_object()
            resources.setdefault(NameObject("/Font"), DictionaryObject()).get_object()[
                NameObject("/Other")
            ] = FONT
            states = resources.setdefault(NameObject("/ExtGState"), DictionaryObject())
            states.get_object()[NameObject("/Clear")] = name(ca=FloatObject(0))
            own = writer._add_object(stream(f"q {page.get_contents().get_data().decode()} Q"))
            more = writer._add_object(stream(f"q {content} Q"))
            page[NameObject("/Contents")] = ArrayObject([more, own] if below else [own, more])

    return changed(data, lay)


def page_of(content: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream(""))
    writer.pages[0][NameObject("/Resources")] = DictionaryObject()
    out = io.BytesIO()
    writer.write(out)
    return laid(out.getvalue(), content)


def sides(*of: float) -> ArrayObject:
    """A box: left, bottom, right, top."""
    return ArrayObject([FloatObject(str(one)) for one in of])


def form_of(writer: pypdf.PdfWriter, content: str, **more: object) -> DictionaryObject:
    """Something to be placed on a page, with a content of its own."""
    form = stream(content)
    form.update(
        name(
            Type=NameObject("/XObject"),
            Subtype=NameObject("/Form"),
            BBox=sides(0, 0, 596, 843),
            Resources=name(Font=name(Other=FONT)),
            **more,
        )
    )
    made: DictionaryObject = writer._add_object(form)
    return made
