"""OFD (GB/T 33190) → blocks: ruled tables from the lines drawn, everything else as lines of text.

A page that shows pictures and no text is looked at (`looking`). So is one whose text is invisible, or lies
under a picture of the whole page: it is another program's guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from ofdkit.errors import OFDError
from ofdkit.package import Package as Parts

from ..blocks import Block, Document, Grid
from ..bounds import (
    MOST_CHARACTERS,
    bounds,
    characters_in,
    check_markup,
    too_many_pages,
    too_much,
)
from ..drawn.looking import can_look, is_opaque, look_at
from ..drawn.placed import page_blocks
from ..drawn.ruling import find_tables
from ..errors import ReadError
from ..packages import Package
from .elements import each, first, numbers
from .page import Drawn, DrawnPicture, covers, draw

_BROKEN = "请用 OFD 阅读器打开并另存一份，或重新下载后再读"
_A4 = (0.0, 0.0, 210.0, 297.0)


def read_ofd(data: bytes, name: str) -> Document:
    """An OFD file with text as blocks; sources carry page, table, row, column and box (points, y upwards).

    Every document of the file is read, one after the other. Raises ReadError when it is broken,
    locked, too long, shows no text, or holds pages that are pictures and the recogniser is not installed.
    """
    Package(data, name)  # within bounds, before anything is unpacked
    try:
        return _Reader(data, name).document()
    except OFDError as error:
        raise ReadError(name, "OFD 已损坏，里面的内容打不开", remedy=_BROKEN) from error


class _Reader:
    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._parts = Parts(data)
        self._xml: dict[str, Element] = {}  # templates and resources, which many pages share

    def document(self) -> Document:
        entry = self._parts.find("OFD.xml")
        if entry is None:
            raise ReadError(self._name, "OFD 里缺少 OFD.xml", remedy=_BROKEN)
        blocks: list[Block] = []
        pages = tables = characters = 0
        for body in each(self._read(entry), "DocBody"):
            root = first(body, "DocRoot")
            place = self._parts.resolve(entry, root.text if root is not None else None)
            if place is None:
                continue
            document = self._read(place)
            common = first(document, "CommonData")
            box = _box(first(common, "PageArea")) or _A4
            templates = {
                (t.get("ID") or "").strip(): self._parts.resolve(place, t.get("BaseLoc"))
                for t in each(common, "TemplatePage")
            }
            resources = self._resources(place, common, ("PublicRes", "DocumentRes"))
            for page in each(first(document, "Pages"), "Page"):
                pages += 1
                if pages > bounds().pages:
                    raise too_many_pages(self._name)
                content = self._parts.resolve(place, page.get("BaseLoc"))
                if content is None:
                    raise ReadError(self._name, f"OFD 里缺少第 {pages} 页", remedy=_BROKEN)
                for block in self._page(content, box, templates, resources, (pages, tables)):
                    tables += isinstance(block, Grid)
                    characters += characters_in(block)
                    blocks.append(block)
                if characters > MOST_CHARACTERS:
                    raise too_much(self._name)
        if not blocks:
            raise ReadError(
                self._name,
                "OFD 里没有文字，也没有看到字",
                remedy="请确认没有选错文件，或请提供由 Word 直接导出的文件",
            )
        return Document(tuple(blocks), self._name, "ofd", pages)

    def _page(
        self,
        place: str,
        box: tuple[float, ...],
        templates: Mapping[str, str | None],
        resources: Sequence[str],
        after: tuple[int, int],
    ) -> Iterator[Block]:
        """The blocks of a page. `after` is its number, and how many tables were read before it."""
        root = self._read(place)
        box = _box(first(root, "Area")) or box
        resources = [*self._resources(place, root, ("PageRes",)), *resources]
        units = self._units(resources)
        drawn = Drawn(height=box[3])
        for template in each(root, "Template"):
            where = templates.get((template.get("TemplateID") or "").strip())
            content = first(self._shared(where), "Content") if where else None
            if content is not None:
                draw(content, drawn, units)
        content = first(root, "Content")
        if content is not None:
            draw(content, drawn, units)
        if drawn.full:
            raise ReadError(self._name, "有一页的内容多得不正常，不像一份年报", remedy=_BROKEN)
        pictures = [
            (data, one)
            for one in drawn.pictures
            for data in [self._picture(one.resource, resources)]
            if data is not None
        ]
        scanned = is_scan(drawn, pictures, box)
        if scanned and (not drawn.chars or can_look()):
            laid = [(data, one.matrix) for data, one in pictures]
            yield from look_at(laid, (box[2], box[3]), *after, self._name)
            return
        ruled = find_tables(drawn.rules)
        opaque = None if scanned else [one for data, one in pictures if is_opaque(data)]
        yield from page_blocks(drawn.in_reading_order(opaque), ruled, *after)

    def _resources(self, place: str, parent: Element | None, names: tuple[str, ...]) -> list[str]:
        """The resource files that an element names."""
        named = (resource for name in names for resource in each(parent, name))
        found = (self._parts.resolve(place, resource.text) for resource in named)
        return [where for where in found if where is not None]

    def _units(self, resources: Sequence[str]) -> dict[str, Element]:
        """The composite units that resource files define, by their number."""
        units: dict[str, Element] = {}
        for where in resources:
            for held in each(self._shared(where), "CompositeGraphicUnits"):
                for unit in each(held, "CompositeGraphicUnit"):
                    units.setdefault((unit.get("ID") or "").strip(), unit)
        return units

    def _picture(self, number: str, resources: Sequence[str]) -> bytes | None:
        """The file of a picture, by the number that resource files give it."""
        for where in resources:
            root = self._shared(where)
            folder = (root.get("BaseLoc") or "").strip()
            for held in each(root, "MultiMedias"):
                for media in each(held, "MultiMedia"):
                    file = first(media, "MediaFile")
                    if (media.get("ID") or "").strip() != number or file is None:
                        continue
                    named = (file.text or "").strip()
                    at = self._parts.resolve(where, f"{folder}/{named}" if folder else named)
                    at = at or self._parts.resolve(where, named)
                    if at is not None:
                        return self._bytes(at)
        return None

    def _shared(self, place: str) -> Element:
        if place not in self._xml:
            self._xml[place] = self._read(place)
        return self._xml[place]

    def _read(self, place: str) -> Element:
        try:
            check_markup(self._parts.read(place), self._name)
            root: Element = self._parts.read_xml(place)
        except ReadError:
            raise
        except Exception as error:  # zlib, struct, seek: whatever a broken member raises
            raise self._broken(place) from error
        return root

    def _bytes(self, place: str) -> bytes:
        try:
            return bytes(self._parts.read(place))
        except Exception as error:
            raise self._broken(place) from error

    def _broken(self, place: str) -> ReadError:
        return ReadError(self._name, f"OFD 已损坏，{place} 读不出来", remedy=_BROKEN)


def is_scan(
    drawn: Drawn, pictures: Sequence[tuple[bytes, DrawnPicture]], box: tuple[float, ...]
) -> bool:
    """True for a page of pictures on which no character of a text is seen."""
    hidden = (one.over for data, one in pictures if is_opaque(data) and covers(one, box))
    return bool(pictures) and drawn.seen <= max(hidden, default=0)


def _box(area: Element | None) -> tuple[float, ...] | None:
    box = first(area, "PhysicalBox")
    return numbers(box.text, 4) if box is not None else None
