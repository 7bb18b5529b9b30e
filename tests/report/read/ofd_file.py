"""Makes OFD files: the characters and lines of one of our PDFs, drawn again the way OFD draws them."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import pypdfium2

from gongkai.report.read.drawn.chars import Char
from gongkai.report.read.drawn.ruling import Rule
from gongkai.report.read.pdf.objects import page_objects
from gongkai.report.read.pdf.rules import drawn_rules
from gongkai.report.read.pdf.text import _numbered

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72


@dataclass
class Page:
    """Objects of a page as XML, its size in millimetres, and the template it is laid over."""

    objects: list[str] = field(default_factory=list)
    width: float = 210.0
    height: float = 297.0
    template: str = ""


def text(x: float, y: float, size: float, words: str, deltas: str = "", more: str = "") -> str:
    """A text whose first character stands at x, baseline y, in millimetres from the top left."""
    steps = f' DeltaX="{deltas}"' if deltas else ""
    return (
        f'<ofd:TextObject ID="1" Font="2" Size="{size:.3f}" {more} '
        f'Boundary="{x:.3f} {y - size:.3f} 200 {size * 1.3:.3f}">'
        f'<ofd:TextCode X="0" Y="{size:.3f}"{steps}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A straight line, in millimetres from the top left."""
    return (
        f'<ofd:PathObject ID="1" Boundary="{x0:.3f} {y0:.3f} {x1 - x0 + 0.3:.3f} {y1 - y0 + 0.3:.3f}" '
        f'LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L {x1 - x0:.3f} {y1 - y0:.3f}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def picture(resource: int, matrix: str, boundary: str = "0 0 210 297", more: str = "") -> str:
    """A picture that a matrix lays on the page, in millimetres from the top left."""
    said = f'CTM="{matrix}"' if matrix else ""
    return f'<ofd:ImageObject ID="1" ResourceID="{resource}" {said} Boundary="{boundary}" {more}/>'


def media(names: Iterable[str]) -> str:
    """Picture files as resources, numbered from 1; they stand in Doc_0."""
    return "<ofd:MultiMedias>" + "".join(
        f'<ofd:MultiMedia ID="{i}" Type="Image"><ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia>'
        for i, name in enumerate(names, 1)
    ) + "</ofd:MultiMedias>"  # fmt: skip


def ofd_file(
    pages: Iterable[Page],
    *,
    template: str = "",
    resources: str = "",
    extra: dict[str, bytes] | None = None,
) -> bytes:
    """An OFD file of these pages. `template` are objects that pages may be laid over as number 9."""
    pages = list(pages)
    listed = "".join(
        f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages))
    )
    shared = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    shared += "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>" if resources else ""
    members = {
        "OFD.xml": f'<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{shared}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    if template:
        members["Doc_0/Tpls/Tpl_0/Content.xml"] = _content(template)
    if resources:
        members["Doc_0/PublicRes.xml"] = f"<ofd:Res {NAMESPACE}>{resources}</ofd:Res>"
    for i, page in enumerate(pages):
        area = f"<ofd:Area><ofd:PhysicalBox>0 0 {page.width} {page.height}</ofd:PhysicalBox></ofd:Area>"
        members[f"Doc_0/Pages/Page_{i}/Content.xml"] = _content(
            "".join(page.objects), area + page.template
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)
        for name, data in (extra or {}).items():
            package.writestr(name, data)
    return out.getvalue()


def _content(objects: str, before: str = "") -> str:
    return (
        f'<ofd:Page {NAMESPACE}>{before}<ofd:Content><ofd:Layer ID="1">{objects}</ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )


def from_pdf(data: bytes) -> bytes:
    """The OFD file that shows what a PDF shows: a text for each line, a path for each rule."""
    document = pypdfium2.PdfDocument(data)
    pages = []
    for source in document:
        width, height = source.get_size()
        page = Page(width=width * _MM, height=height * _MM)
        page.objects += [
            _path(rule, height) for rule in drawn_rules(page_objects(source), source.get_size())[0]
        ]
        run: list[Char] = []
        printed = [char for _, char in _numbered(source.get_textpage(), {})]
        for char in [*printed, Char("\n", 0, 0, 0, 0)]:
            if char.text in "\r\n":
                if run:
                    page.objects.append(_text(run, height))
                run = []
            else:
                run.append(char)
        pages.append(page)
    return ofd_file(pages)


def _path(rule: Rule, height: float) -> str:
    if rule.upright:
        return line(
            rule.at * _MM, (height - rule.stop) * _MM, rule.at * _MM, (height - rule.start) * _MM
        )
    return line(
        rule.start * _MM, (height - rule.at) * _MM, rule.stop * _MM, (height - rule.at) * _MM
    )


def _text(run: list[Char], height: float) -> str:
    tallest = max(run, key=lambda c: c.top - c.bottom)
    size = (tallest.top - tallest.bottom) * _MM / 1.2
    base = tallest.bottom + (tallest.top - tallest.bottom) * 0.2
    deltas = " ".join(f"{(b.left - a.left) * _MM:.3f}" for a, b in itertools.pairwise(run))
    return text(
        run[0].left * _MM, (height - base) * _MM, size, "".join(c.text for c in run), deltas
    )
