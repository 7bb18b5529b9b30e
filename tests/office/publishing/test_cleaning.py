"""The cleaner keeps the structure of a text and nothing that could do anything."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from gongkai.office.publishing.cleaning import address, clean
from gongkai.office.publishing.notation import to_html, to_lines
from gongkai.office.refusal import Refusal

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body lang=ZH-CN>
<div class=WordSection1><p class=MsoNormal align=center style='text-align:center'><b><span
style='font-size:22.0pt;font-family:宋体'>一、接种时间</span></b><o:p></o:p></p>
<p class=MsoNormal><span style='mso-spacerun:yes'>&nbsp;&nbsp;</span>2026年10月26日至<span lang=EN-US>2027</span>年2月28日。</p>
<table class=MsoTableGrid border=1><tr><td colspan=2 width=300><p class=MsoNormal>接种点</p></td></tr>
<tr><td><p>清河镇</p><p>卫生院</p></td><td style='x:y'>0990-5550166</td></tr></table></div></body></html>"""


def test_what_comes_out_of_word_keeps_its_structure_only() -> None:
    assert clean(WORD).split("\n") == [
        "<p><strong>一、接种时间</strong></p>",
        "<p>2026年10月26日至2027年2月28日。</p>",
        '<table><tbody><tr><td colspan="2">接种点</td></tr>'
        "<tr><td><p>清河镇</p><p>卫生院</p></td><td>0990-5550166</td></tr></tbody></table>",
    ]


def test_plain_text_is_one_paragraph_a_line_and_stays_plain() -> None:
    assert clean("　　第一段\n\n 1 < 2 & 3 &lt; 4") == (
        "<p>第一段</p>\n<p>1 &lt; 2 &amp; 3 &amp;lt; 4</p>"
    )


@pytest.mark.parametrize(
    ("dirty", "kept"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<p onclick=alert(1) style=x>a</p>", "<p>a</p>"),
        ("<img src=x onerror=alert(1)><p>a</p>", "<p>a</p>"),
        ("<svg><a href='javascript:1'>x</a></svg><p>a</p>", "<p>a</p>"),
        ("<p><a href='java\nscript:alert(1)'>a</a></p>", "<p>a</p>"),
        ("<p><a href=//evil.example>a</a></p>", "<p>a</p>"),
        (
            '<p><a href="https://a.example/?x=1&y=2">a</a></p>',
            '<p><a href="https://a.example/?x=1&amp;y=2">a</a></p>',
        ),
        ("<h1>大</h1><h6>小</h6>", "<h2>大</h2>\n<h4>小</h4>"),
        ("<ol start=3><li>丙<ul><li>一</li></ul></li></ol>", None),
        ("<td>孤单的格</td>", "<p>孤单的格</p>"),
        ("<p><b>甲<br>乙</b></p>", "<p><strong>甲</strong></p>\n<p><strong>乙</strong></p>"),
        (
            "<p><a href='/x'>甲<br>乙</a></p>",
            '<p><a href="/x">甲</a></p>\n<p><a href="/x">乙</a></p>',
        ),
        ("<div>甲<div>乙</div>丙</div>", "<p>甲</p>\n<p>乙</p>\n<p>丙</p>"),
        ("<textarea><script></textarea><p>a</p>", "<p>a</p>"),
        ("<p>&lt;script&gt;</p>", "<p>&lt;script&gt;</p>"),
    ],
)
def test_what_is_hostile_or_odd(dirty: str, kept: str | None) -> None:
    if kept is None:
        kept = '<ol start="3"><li><p>丙</p><ul><li>一</li></ul></li></ol>'
    assert clean(dirty) == kept


ALLOWED = re.compile(
    r"</?(p|h[234]|ul|li|table|tbody|tr|caption|blockquote|strong|em|sub|sup|a)>|<br>"
    r'|<ol( start="\d+")?>|</ol>|<a href="(https?://|mailto:|/)[^"<>]*">|</td>|</th>'
    r'|<td( colspan="\d+")?( rowspan="\d+")?>'
    r'|<th( colspan="\d+")?( rowspan="\d+")?( scope="(row|col)")?>'
)
PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "<table>",
        "<tr>",
        "<td",
        "colspan=2>",
        "<th",
        "scope=row>",
        "</table>",
        "<ul>",
        "<li>",
        "</ol>",
        "<ol",
        "start=4>",
        "<script>",
        "</script>",
        "<style>",
        "<svg",
        "onload=x>",
        "<a",
        "href='javascript:x'>",
        "<a",
        "href='/x?a=1&b=\"'>",
        "</a>",
        "<br>",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "&",
        "&lt;",
        "&#0;",
        '"',
        "'",
        "<",
        ">",
        "甲",
        "乙",
        "x",
        "<h1>",
        "</h1>",
        "<o:p>",
        "<math>",
        "<noscript>",
        "<template>",
        "<blockquote>",
        "<caption>",
        "<textarea>",
        "</textarea>",
        "\x00",
        "�",
        "<?x",
        "?>",
        "<plaintext>",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_only_the_allow_list_comes_out_and_cleaning_twice_changes_nothing(dirty: str) -> None:
    kept = clean(dirty)
    rest = ALLOWED.sub("", kept)
    assert "<" not in rest
    assert ">" not in re.sub("&gt;", "", rest)
    etree.fromstring(f"<x>{kept.replace('<br>', '<br/>')}</x>")  # every tag is closed in its place
    assert clean(kept) == kept
    assert clean(to_html(to_lines(kept))) == kept


def test_bounds_are_refused_with_a_sentence() -> None:
    for text, code in (
        ("甲" * 2_000_001, "text-too-long"),
        ("<p>甲</p>" * 60_001, "text-too-long"),
        ("<div>" * 100 + "甲", "text-too-deep"),
    ):
        with pytest.raises(Refusal) as caught:
            clean(text)
        assert caught.value.code == code


def test_links_lead_to_the_web_to_mail_or_within_the_site() -> None:
    for good in ("https://a.example/b", "http://a.example", "mailto:a@b.example", "/x/y"):
        assert address(good) == good
    for bad in (
        "javascript:x",
        "data:text/html,x",
        "//a.example",
        "/\\a.example",
        "x",
        "https:",
        "http://[x",
    ):
        assert address(bad) == ""


def test_a_body_is_edited_as_lines() -> None:
    body = clean(
        "<h2>一、对象</h2><p>60岁<b>及以上</b>的<a href='/list'>居民</a>。</p><ul><li>甲</li><li>乙</li></ul>"
        "<table><tr><td>1</td><td>2</td></tr></table><table><tr><td colspan=2>合并</td></tr></table><p># 井号</p>"
    )
    lines = to_lines(body)
    assert lines.split("\n\n") == [
        "# 一、对象",
        "60岁**及以上**的[居民](/list)。",
        "- 甲\n- 乙",
        "| 1 | 2 |",
        '<table><tbody><tr><td colspan="2">合并</td></tr></tbody></table>',
        "\\# 井号",
    ]
    assert clean(to_html(lines)) == body
