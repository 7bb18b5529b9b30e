"""One function for every kind of file; JSON and HTML read back equal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser

from gongkai.report.model import Report, schema, to_json
from gongkai.report.read import read_bytes
from gongkai.report.write import KINDS, write
from gongkai.report.write.html import embed_json, read_html_json, write_html
from gongkai.report.write.json import read_json, write_json

from ..strategies import any_report
from .examples import full_report

SIGNATURES = {
    "json": b"{",
    "xlsx": b"PK\x03\x04",
    "html": b"<!doctype html>",
    "docx": b"PK\x03\x04",
    "pdf": b"%PDF-",
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_written_even_of_an_empty_report(kind: str) -> None:
    assert set(KINDS) == set(SIGNATURES)
    for form in ("2021", "2014", "none"):
        assert write(Report(form=form), kind).startswith(SIGNATURES[kind])


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="不能写成“odt”。可以写成：json、xlsx、html、docx、pdf。"):
        write(Report(), "odt")


@settings(max_examples=40)
@given(any_report())
def test_json_reads_back_equal_and_keeps_to_the_schema(report: Report) -> None:
    written = write_json(report)
    assert read_json(written) == report
    assert write_json(read_json(written)) == written


@settings(max_examples=40)
@given(any_report())
def test_html_reads_back_equal(report: Report) -> None:
    assert read_html_json(write_html(report)) == report


@settings(max_examples=40)
@given(any_report())
def test_nothing_in_a_report_ends_the_script_that_holds_it(report: Report) -> None:
    inside = embed_json(report).removeprefix('<script type="application/json" id="report">')
    inside = inside.removesuffix("</script>")
    assert "<" not in inside
    assert json.loads(inside) == to_json(report)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<p>0</p>", "the page holds no report"),
        ('<script type="application/json" id="report">{"a":</script>', "not JSON"),
        ('<script type="application/json" id="report">{}</script>', "schema is None"),
    ],
)
def test_a_page_without_a_sound_report_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_html_json(text)


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b'{"schema": "other"}'])
def test_json_of_another_shape_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError):
        read_json(text)


def test_a_page_asks_nothing_of_any_host() -> None:
    page = write_html(Report(form="2021", title="<img src=//x onerror=alert(1)>")).decode()
    tree = LexborHTMLParser(page)
    assert [node.tag for node in tree.css("[src], [href], link, img, iframe, base")] == []
    assert [node.attributes["type"] for node in tree.css("script")] == ["application/json"]
    style = tree.css_first("style").text()
    assert "url(" not in style and "@import" not in style


def test_the_schema_is_the_published_one() -> None:
    assert schema()["$id"] == "gongkai/annual-report/1"


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_our_own_reader_reads_every_cell_back(kind: str, form: str) -> None:
    report = full_report(form)
    again = read_bytes(write(report, kind), f"report.{kind}")
    assert {k: (c.state, c.value) for k, c in again.cells.items()} == {
        k: (c.state, c.value) for k, c in report.cells.items()
    }
    if kind == "xlsx":  # the reader of workbooks looks for tables only
        return
    assert again.sections == report.sections
    assert (again.title, again.agency, again.year) == (report.title, report.agency, report.year)
    assert (again.signed_by, again.signed_on) == (report.signed_by, report.signed_on)
    assert "".join(again.preamble.split()) == report.preamble
