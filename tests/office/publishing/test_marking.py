"""Found words are marked in the body of who writes it, and nothing else of the body changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from gongkai.office.publishing.marking import Found, marked

NUMBER = Found("138 0000", 1, True)
WORD = Found("截止目前", 2, False)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>无。</p>", "<p>无。</p>"),
        (
            "<p>电话138 0000，截止目前。</p>",
            '<p>电话<mark>138 0000</mark><a class="mk" href="#r1">1</a>，'
            '<mark class="w">截止目前</mark><a class="mk w" href="#r2">2</a>。</p>',
        ),
        (
            "<p><strong>截止目前</strong>截止目前</p>",
            '<p><strong><mark class="w">截止目前</mark><a class="mk w" href="#r2">2</a></strong>'
            '<mark class="w">截止目前</mark><a class="mk w" href="#r2">2</a></p>',
        ),
        ("<p>138 <em>0000</em></p>", "<p>138 <em>0000</em></p>"),
        (
            "<p>1 &lt; 2 &amp; 138 0000</p>",
            '<p>1 &lt; 2 &amp; <mark>138 0000</mark><a class="mk" href="#r1">1</a></p>',
        ),
        ("", ""),
    ],
)
def test_words_are_marked_with_the_number_of_their_finding(body: str, shown: str) -> None:
    assert marked(body, [NUMBER, WORD]) == shown


def test_without_findings_the_body_is_the_same_letter_for_letter() -> None:
    assert marked("<p>a<br>b</p>", []) == "<p>a<br>b</p>"


@given(st.lists(st.text("138 0截止目前x", max_size=12), min_size=1, max_size=4))
def test_the_words_of_the_body_stay(texts: list[str]) -> None:
    body = "".join(f"<p>{text}</p>" for text in texts)
    root = html.fragment_fromstring(f"<div>{marked(body, [NUMBER, WORD])}</div>")
    for number in root.iter("a"):
        number.text = ""
    assert root.text_content() == "".join(texts)
