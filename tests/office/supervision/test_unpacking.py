"""What was sent at once, file by file, in bounded memory; one that is broken spoils no other."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest

from gongkai.office.refusal import Refusal
from gongkai.office.supervision import unpacking
from gongkai.office.supervision.unpacking import Piece, Sent, unpacked
from tests.office.supervision.parcels import zipped


def broken_after(package: bytes, text: bytes) -> bytes:
    """A zip file (stored, not deflated) in which the member with that text was changed."""
    assert package.count(text) == 1
    return package.replace(text, text[::-1])


def test_one_broken_member_is_named_and_the_others_are_there() -> None:
    package = broken_after(zipped({"a.txt": b"aaa", "b.txt": b"bcd", "c.txt": b"ccc"}), b"bcd")
    assert list(unpacked([Sent("x.zip", package), Sent("d.txt", b"ddd")])) == [
        Piece("x.zip/a.txt", b"aaa"),
        Piece(
            "x.zip/b.txt",
            None,
            "x.zip/b.txt：压缩包已损坏，这个文件解不开。请用压缩软件解压后，再读其中的文件。",
        ),
        Piece("x.zip/c.txt", b"ccc"),
        Piece("d.txt", b"ddd"),
    ]


def test_a_zip_file_in_a_zip_file_that_cannot_be_opened_is_a_piece_of_its_own() -> None:
    inner = zipped({"i.txt": b"i"})
    package = zipped({"good.zip": inner, "bad.zip": b"PK no zip", "a.txt": b"a"})
    assert list(unpacked([Sent("x.zip", package)])) == [
        Piece("x.zip/good.zip/i.txt", b"i"),
        Piece(
            "x.zip/bad.zip",
            None,
            "x.zip/bad.zip：文件已损坏，里面的内容打不开。请重新下载后再读。",
        ),
        Piece("x.zip/a.txt", b"a"),
    ]


def test_an_open_file_is_read_like_bytes_and_left_open() -> None:
    package = io.BytesIO(zipped({"a.txt": b"a"}))
    text = io.BytesIO(b"t")
    text.read()
    assert list(unpacked([Sent("x.zip", package), Sent("t.txt", text)])) == [
        Piece("x.zip/a.txt", b"a"),
        Piece("t.txt", b"t"),
    ]
    assert not package.closed


def test_too_many_and_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_FILES", 2)
    assert len(list(unpacked([Sent(f"{n}.txt", b"") for n in range(2)]))) == 2
    with pytest.raises(Refusal) as caught:
        list(unpacked([Sent(f"{n}.txt", b"") for n in range(3)]))
    assert caught.value.code == "too-many"
    monkeypatch.setattr(unpacking, "MOST_BYTES", 5)
    with pytest.raises(Refusal, match="解开后"):
        list(unpacked([Sent("a.txt", b"abc"), Sent("b.txt", b"abc")]))


def test_one_member_at_a_time_is_in_memory() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(24):
            archive.writestr(f"{number}.txt", bytes(2_000_000))
    size = 0
    tracemalloc.start()
    for piece in unpacked([Sent("x.zip", held)]):
        size += len(piece.data or b"")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size == 48_000_000
    assert peak < 12_000_000
