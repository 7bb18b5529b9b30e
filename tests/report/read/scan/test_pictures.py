"""Files of pictures: kinds, pages, bounds, mixed PDF, and what happens without the recogniser."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import cv2
import numpy as np
import pypdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from gongkai.report.model import Report
from gongkai.report.read import ReadError, read_bytes, read_document
from gongkai.report.read.blocks import Grid, Paragraph
from gongkai.report.read.drawn import looking
from gongkai.report.read.drawn.looking import is_rubbish
from gongkai.report.read.scan import picture as scan_picture
from gongkai.report.read.scan.picture import page_pictures, pictures_in
from tests.report.read.ofd_file import Page, media, ofd_file, picture, text
from tests.report.read.scan.test_scanned_reports import printed
from tests.report.read.scan.worn import Pixels, saved, worn

Laid = Callable[[list[Pixels]], tuple[list[list[str]], list[bytes]]]


def words(data: bytes) -> list[str]:
    """Every line and cell of a file."""
    found = []
    for block in read_document(data, "a").blocks:
        found += [block.text] if isinstance(block, Paragraph) else [c.text for c in block.cells]
    return found


def test_a_tiff_of_many_pages_in_bits_is_read_page_by_page() -> None:
    _, pages = printed("xinyuan-2024")
    document = read_document(saved(pages[2:4], "tiff"), "a.tif")
    assert (document.kind, document.pages) == ("scan", 2)
    grids = [b for b in document.blocks if isinstance(b, Grid)]
    assert grids[-1].source.page == 2
    assert max(c.row for c in grids[-1].cells) == 27
    assert {c.confidence is not None for g in grids for c in g.cells} == {True}


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_one_picture_is_read_and_says_where_each_cell_stands(kind: str) -> None:
    _, pages = printed("xinyuan-2024")
    document = read_document(saved(pages[4:5], kind), "a")
    (grid,) = [b for b in document.blocks if isinstance(b, Grid)]
    last = grid.rows[-1].cells
    assert [c.text for c in last] == ["0"] * 15
    assert [(c.source.row, c.source.column) for c in last] == [(4, n) for n in range(1, 16)]
    left, top, right, bottom = last[0].source.box or (0, 0, 0, 0)
    assert 0 < left < right < 595 and 0 < bottom < top < 842


def test_a_pdf_of_text_with_pages_of_pictures_is_read_page_by_page() -> None:
    from gongkai.report.write import write

    report, pages = printed("xinyuan-2024")
    text = pypdf.PdfReader(io.BytesIO(write(report, "pdf")))
    seen = pypdf.PdfReader(io.BytesIO(saved(pages[3:4], "pdf")))
    mixed = pypdf.PdfWriter()
    for number, page in enumerate(text.pages):
        mixed.add_page(seen.pages[0] if number == 3 else page)
    out = io.BytesIO()
    mixed.write(out)
    read = read_bytes(out.getvalue(), "a.pdf")
    methods = {
        (c.source.page, c.method.value) for c in read.cells.values() if c.source and c.method
    }
    assert (4, "recognised") in methods and (4, "printed") not in methods
    assert (5, "printed") in methods
    wrong = [i for i, c in read.cells.items() if c.value != report.cells[i].value]
    assert wrong == []


def in_one_piece(pages: list[Pixels]) -> tuple[list[list[str]], list[bytes]]:
    return [[picture(i, "210 0 0 297 0 0")] for i in range(1, len(pages) + 1)], [
        saved([page], "jpeg") for page in pages
    ]


def in_stripes(pages: list[Pixels]) -> tuple[list[list[str]], list[bytes]]:
    """Each page in three stripes, one below the other, the pictures at 100 dpi more than needed."""
    drawn, files = [], []
    for page in pages:
        stripes = np.array_split(page, 3)
        drawn.append([])
        top = 0.0
        for stripe in stripes:
            tall = stripe.shape[0] / page.shape[0] * 297
            files.append(saved([stripe], "png"))
            drawn[-1].append(picture(len(files), "", f"0 {top} 210 {tall}"))
            top += tall
    return drawn, files


def on_its_side(pages: list[Pixels]) -> tuple[list[list[str]], list[bytes]]:
    """Pictures that lie on their side and that the page turns upright, under an invisible text."""
    guess = text(20, 40, 5, "规章 9 9 9", more='Alpha="0"')
    drawn = [[picture(i, "0 297 -210 0 210 0"), guess] for i in range(1, len(pages) + 1)]
    return drawn, [saved([np.rot90(page)], "jpeg") for page in pages]


def over_a_text(pages: list[Pixels]) -> tuple[list[list[str]], list[bytes]]:
    """Pictures laid over a text that nobody sees."""
    drawn, files = in_one_piece(pages)
    return [[text(20, 40, 5, "规章 9 9 9"), *page] for page in drawn], files


@pytest.mark.parametrize(
    ("how", "first"), [(in_one_piece, 3), (in_stripes, 4), (on_its_side, 4), (over_a_text, 4)]
)
def test_an_ofd_of_pictures_is_read_as_a_scan(how: Laid, first: int) -> None:
    report, pages = printed("xinyuan-2024")
    drawn, files = how(pages[first:5])
    named = {f"Doc_0/{i}.bin": data for i, data in enumerate(files, 1)}
    resources = media(name.rpartition("/")[2] for name in named)
    data = ofd_file([Page(one) for one in drawn], resources=resources, extra=named)
    cells = read_bytes(data, "a.ofd").cells
    tables = ("requests", "challenges") if first == 3 else ("challenges",)
    read = {i: c for i, c in cells.items() if i.startswith(tables)}
    assert len(read) == (190 if first == 3 else 15)
    assert {i: c.value for i, c in read.items()} == {i: report.cells[i].value for i in read}
    assert {c.method.value for c in read.values() if c.method} == {"recognised"}
    assert {c.source.page for c in read.values() if c.source} == set(range(1, 6 - first))


def test_a_picture_in_an_ofd_with_text_is_let_be() -> None:
    _, pages = printed("xinyuan-2024")
    files = {"Doc_0/1.bin": saved(pages[:1], "png")}
    drawn = [picture(1, "210 0 0 297 0 0"), text(20, 40, 5, "一、总体情况")]
    data = ofd_file([Page(drawn)], resources=media(["1.bin"]), extra=files)
    assert words(data) == ["一、总体情况"]


def test_a_page_that_shows_nothing_says_so() -> None:
    empty = saved([np.full((800, 600, 3), 255, np.uint8)], "png")
    with pytest.raises(ReadError, match="图片里没有看到文字"):
        read_document(empty, "a.png")


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 30,000 by 30,000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (bomb(), "大得不正常"),
        (b"\x89PNG\r\n\x1a\nnothing", "打不开"),
        (saved([np.full((800, 600, 3), 255, np.uint8)], "png")[:200], "解不开"),
    ],
    ids=["bomb", "broken", "cut off"],
)
def test_what_cannot_be_opened_says_so(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause):
        read_bytes(data, "a.png")


def test_without_the_recogniser_a_picture_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, pages = printed("xinyuan-2024")
    monkeypatch.setitem(__import__("sys").modules, "gongkai.report.read.scan", None)
    monkeypatch.delattr("gongkai.report.read.scan", raising=False)
    files = {f"a.{kind}": saved(pages[:1], kind) for kind in ("png", "jpeg", "tiff", "pdf")}
    laid = [Page([picture(1, "210 0 0 297 0 0")])]
    named = {"Doc_0/1.bin": files["a.png"]}
    files["a.ofd"] = ofd_file(laid, resources=media(["1.bin"]), extra=named)
    for name, data in files.items():
        with pytest.raises(ReadError) as caught:
            read_document(data, name)
        said = str(caught.value)
        assert said.startswith(name)
        assert said.endswith("要安装识别功能才能读。请运行 pip install 'gongkai[scan]' 后再读")
        assert "\n" not in said
    assert not looking.can_look()


@pytest.mark.parametrize(
    ("text", "rubbish"),
    [
        ("2024年，我市坚持以习近平新时代中国特色社会主义思想为指导，深入贯彻", False),
        ("一二三", False),
        ("\ue001\ue002\ue003" * 20, True),
        ("龘靐齉爩鱻麤龗灪籲爨癵驫麷鸜廲豔讟钃鬱驪龖龞鸞" * 2, True),
        ("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", False),
    ],
)
def test_text_that_its_fonts_do_not_tell_is_rubbish(text: str, rubbish: bool) -> None:
    assert is_rubbish(text) is rubbish


def as_file(
    page: Pixels, kind: str, mode: str, share: tuple[float, float], **options: object
) -> bytes:
    """A page as a picture of another kind of pixels, at a share of its resolution across and down."""
    image = Image.fromarray(page).convert("L")
    image = image.resize(
        (round(image.width * share[0]), round(image.height * share[1])), Image.Resampling.BOX
    )
    if mode == "1":
        image = image.point(lambda tone: 255 * (tone > 185)).convert("1")
    elif mode == "I;16":
        image = Image.fromarray(np.asarray(image).astype(np.uint16) * 257)
    else:
        image = image.convert(mode)
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


FAX = {"compression": "group4", "dpi": (204, 98)}


@pytest.mark.parametrize(
    ("kind", "mode", "share", "options"),
    [
        ("TIFF", "1", (1.02, 0.49), FAX),
        ("JPEG", "CMYK", (1.0, 1.0), {"quality": 80}),
        ("PNG", "I;16", (1.0, 1.0), {}),
        ("PNG", "L", (0.36, 0.36), {}),
    ],
    ids=["fax", "cmyk", "sixteen bits", "72 dpi"],
)  # fmt: skip
def test_pictures_of_every_kind_are_right_or_unreadable(
    kind: str, mode: str, share: tuple[float, float], options: dict[str, object]
) -> None:
    expected, pages = printed("xinyuan-2024")
    report = read_bytes(as_file(pages[4], kind, mode, share, **options), "a")
    assert unlike_where_found(report, expected) == {}
    right = sum(c.is_number for i, c in report.cells.items() if i.startswith("challenges"))
    clear = not any(note.code == "page-unclear" for note in report.notes)
    assert (right, clear) == (15, True)


@pytest.mark.parametrize("quarters", [1, 2])
def test_a_page_on_its_side_or_upside_down_is_turned(quarters: int) -> None:
    expected, pages = printed("xinyuan-2024")
    turned = np.ascontiguousarray(np.rot90(pages[4], quarters))
    report = read_bytes(saved([turned], "png"), "a.png")
    read = {i: c.value for i, c in report.cells.items() if i.startswith("challenges")}
    assert len(read) == 15
    assert read == {i: expected.cells[i].value for i in read}


def test_a_table_over_two_scanned_pages_is_one_table() -> None:
    expected, pages = printed("xinyuan-2024")
    page = pages[3]
    level = np.flatnonzero((page.min(axis=2) < 128).mean(axis=1) > 0.5)
    cut = level[np.argmin(abs(level - page.shape[0] * 0.3))]
    first, second = page.copy(), np.full_like(page, 255)
    first[cut + 4 :] = 255
    second[200 : 200 + page.shape[0] - cut - 200] = page[cut - 2 : page.shape[0] - 202]
    report = read_bytes(saved([first, second], "pdf"), "a.pdf")
    read = {i: c for i, c in report.cells.items() if i.startswith("requests")}
    assert {i: c.value for i, c in read.items()} == {i: expected.cells[i].value for i in read}
    assert {c.source.page for c in read.values() if c.source} == {1, 2}


def test_a_photograph_of_a_bent_page_is_unclear_and_never_wrong() -> None:
    expected, pages = printed("xinyuan-2024")
    down, across = np.mgrid[0 : pages[3].shape[0], 0 : pages[3].shape[1]].astype(np.float32)
    bent = cv2.remap(
        worn(pages[3], "perspective=0.06 shade=0.5"),
        across,
        down + 60 * np.sin(across / across.max() * 3.1).astype(np.float32),
        cv2.INTER_LINEAR,
        borderValue=(255, 255, 255),
    )
    report = read_bytes(saved([np.asarray(bent, np.uint8)], "jpeg"), "a.jpg")
    assert unlike_where_found(report, expected) == {}
    assert [note.code for note in report.notes if note.code == "page-unclear"] == ["page-unclear"]


def unlike_where_found(report: Report, expected: Report) -> dict[str, object]:
    """Cells that say another number than is printed; what was not found says none."""
    return {
        i: cell.value
        for i, cell in report.cells.items()
        if cell.value is not None and cell.value != expected.cells[i].value
    }


def test_a_picture_is_brought_to_the_resolution_of_a_scan() -> None:
    out = io.BytesIO()
    Image.new("L", (2480, 3508), 255).save(out, "PNG", dpi=(300, 300))
    (page,) = pictures_in(out.getvalue(), "a.png")
    assert page.pixels.shape == (2339, 1653, 3)
    assert round(page.dpi) == 200


def test_a_long_picture_of_a_whole_report_is_cut_between_its_lines() -> None:
    """As a browser or a phone saves a page that was scrolled: 1,080 pixels wide, seven times as high."""
    expected, pages = printed("xinyuan-2024")
    long = Image.fromarray(np.concatenate(pages))
    small = long.resize((1080, round(long.height * 1080 / long.width)))
    out = io.BytesIO()
    small.save(out, "png")
    report = read_bytes(out.getvalue(), "长图.png")
    assert {i: (c.state, c.value) for i, c in report.cells.items()} == {
        i: (c.state, c.value) for i, c in expected.cells.items()
    }
    assert (report.agency, report.year, report.form) == (expected.agency, 2024, "2021")


def as_long_pdf(strip: Image.Image) -> bytes:
    out = io.BytesIO()
    strip.save(out, "PDF", resolution=strip.width / 8.27)
    return out.getvalue()


def as_long_ofd(strip: Image.Image) -> bytes:
    out = io.BytesIO()
    strip.save(out, "png")
    tall = 210 * strip.height / strip.width
    page = Page([picture(1, f"210 0 0 {tall:.3f} 0 0", f"0 0 210 {tall:.3f}")], height=tall)
    return ofd_file([page], resources=media(["1.bin"]), extra={"Doc_0/1.bin": out.getvalue()})


@pytest.mark.parametrize("made", [as_long_pdf, as_long_ofd])
def test_a_page_of_a_file_longer_than_paper_is_cut_as_a_long_picture_is(
    made: Callable[[Image.Image], bytes],
) -> None:
    expected, pages = printed("xinyuan-2024")
    long = Image.fromarray(np.concatenate([*pages[3:5], pages[0]]))
    strip = long.resize((1240, round(long.height * 1240 / long.width)))
    report = read_bytes(made(strip), "a")
    read = {i: c for i, c in report.cells.items() if i.startswith(("requests", "challenges"))}
    assert len(read) == 190
    assert {i: c.value for i, c in read.items()} == {i: expected.cells[i].value for i in read}
    assert {c.source.page for c in read.values() if c.source} == {1}
    place = read["challenges.reconsideration.total"].source
    assert place is not None and place.box is not None
    alone = (
        read_bytes(saved(pages[4:5], "pdf"), "a").cells["challenges.reconsideration.total"].source
    )
    assert alone is not None and alone.box is not None
    assert place.box[1] == pytest.approx(alone.box[1] + 842, abs=4)  # a sheet lies below it


def test_a_long_page_of_more_pieces_than_a_report_has_pages_is_refused() -> None:
    page = pdfium.PdfDocument.new().new_page(20, 14_000)
    with pytest.raises(ReadError, match="超过 300 页"):
        list(page_pictures(page, "a.pdf"))


def test_a_long_picture_is_cut_in_the_lowest_gap_that_no_rule_of_a_table_crosses() -> None:
    long = np.full((3000, 1000), 255, np.uint8)
    long[:, 100:104] = 0  # the edge of a card, all the way down
    long[1000:2050, 300::200] = 0  # upright rules of a table
    long[2090:2500, 120:900:3] = 0  # text below it
    first, second = pictures_in(saved([long], "png"), "a")
    cut = 2070  # between the table and the text: the middle of the gap
    assert second.dpi == pytest.approx(200, abs=1)
    share = first.pixels.shape[0] / (first.pixels.shape[0] + second.pixels.shape[0])
    assert round(share * 3000, -1) == cut


def test_a_large_strip_is_kept_in_grey_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory of a worker is bounded: seventy million pixels in colour fill more than half of it."""
    long = np.full((3000, 1000, 4), (255, 255, 255, 255), np.uint8)
    long[1000:2050, 300::200] = (200, 30, 40, 255)
    long[2500:2600, 300:400] = (0, 0, 0, 0)  # clear: the paper shows
    whole = [one.pixels for one in pictures_in(saved([long], "png"), "a")]
    monkeypatch.setattr(scan_picture, "_MOST_KEPT", 1_000_000)
    grey = [one.pixels for one in pictures_in(saved([long], "png"), "a")]
    assert [one.shape for one in grey] == [one.shape for one in whole]
    assert [int(one.min()) for one in grey] == [73, 255]
    assert (np.ptp(grey[0], axis=2) == 0).all()
    assert scan_picture.unpacked(saved([long], "png"), "a", "").shape == (3000, 1000)


def test_a_strip_of_more_pages_than_a_report_has_is_refused() -> None:
    data = saved([np.full((120_000, 300), 255, np.uint8)], "png")
    with pytest.raises(ReadError, match="超过 300 页"):
        list(pictures_in(data, "a"))
