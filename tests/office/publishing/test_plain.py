"""The plain text of a body leaves out nothing that the public will read or follow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from gongkai.office.publishing.cleaning import clean
from gongkai.office.publishing.plain import Block, Kind, as_text, blocks
from tests.office.publishing.test_cleaning import PIECES


def test_a_body_has_a_line_a_block() -> None:
    body = "<p>甲</p>\n<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>\n<ul><li>乙</li></ul>"
    assert as_text(body) == "甲\n1 | 2\n· 乙"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "<table><caption>秘密：名单</caption><tr><td>1</td></tr></table>",
            "秘密：名单\n1",
        ),
        ("<blockquote>张三<b>13812345678</b>住址</blockquote>", "张三13812345678住址"),
        ("<blockquote>甲<br>乙<br><i>丙</i>丁</blockquote>", "甲\n乙\n丙丁"),
        ("<blockquote>甲<p>乙</p>丙</blockquote>", "甲\n乙\n丙"),
        (
            "<p>见<a href='https://a.example/?sfz=1'>名单</a>。</p>",
            "见名单（https://a.example/?sfz=1）。",
        ),
        ("<p><a href='https://a.example/'>https://a.example/</a></p>", "https://a.example/"),
        ("<ul><li>甲<a href='/x'>乙</a></li></ul>", "· 甲乙（/x）"),
        (
            "<table><tr><td>13812345678<br>13912345678</td></tr></table>",
            "13812345678 13912345678",
        ),
        ("<table><tr><td>外<table><tr><td>内</td></tr></table></td></tr></table>", "外 内"),
    ],
)
def test_nothing_is_left_out(body: str, text: str) -> None:
    assert as_text(clean(body)) == text


@given(st.lists(PIECES | st.sampled_from(["<a href='/y'>", "丙 丁"]), max_size=40).map("".join))
def test_every_text_and_every_address_of_a_body_is_in_its_plain_text(dirty: str) -> None:
    body = clean(dirty)
    root = html.fragment_fromstring(f"<div>{body}</div>")
    text = " ".join(as_text(body).split())
    for node in root.xpath(".//text()"):
        assert " ".join(node.split()) in text
    for target in root.xpath(".//@href"):
        assert target in text


def test_numbered_entries_keep_their_numbers() -> None:
    assert list(blocks(clean("<ol start=3><li>丙</li><li>丁</li></ol>"))) == [
        Block(Kind.ENTRY, "丙", 3),
        Block(Kind.ENTRY, "丁", 4),
    ]
