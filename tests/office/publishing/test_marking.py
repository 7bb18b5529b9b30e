"""Found words are marked in the body of who writes it, and nothing else of the body changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from gongkai.office.publishing.checks import Finding, Line, Severity
from gongkai.office.publishing.marking import Found, found_in, marked
from gongkai.office.publishing.queries.checking import Checked

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


def test_a_number_in_a_link_is_no_link_itself() -> None:
    assert marked('<p><a href="/x"><b>138 0000</b></a>截止目前</p>', [NUMBER, WORD]) == (
        '<p><a href="/x"><b><mark>138 0000</mark><span class="mk">1</span></b></a>'
        '<mark class="w">截止目前</mark><a class="mk w" href="#r2">2</a></p>'
    )


def test_the_longest_words_are_marked_and_empty_ones_never() -> None:
    found = [Found("", 1, True), Found("138", 2, True), Found("138 0000", 3, True)]
    assert marked("<p>138 0000 138.</p>", found) == (
        '<p><mark>138 0000</mark><a class="mk" href="#r3">3</a> '
        '<mark>138</mark><a class="mk" href="#r2">2</a>.</p>'
    )


def test_a_paragraph_of_many_words_is_marked() -> None:
    numbers = [str(13800138000 + n) for n in range(1200)]
    found = [Found(number, n, True) for n, number in enumerate(numbers, 1)]
    shown = marked(f"<p>{'，'.join(numbers)}</p>", found)
    assert shown.count("<mark>") == 1200
    assert '<mark>13800139199</mark><a class="mk" href="#r1200">1200</a></p>' in shown


def test_words_found_in_attachments_of_one_title_are_not_of_the_body() -> None:
    def finding(place: str, start: int, end: int) -> list[Checked]:
        said = Finding("word", Severity.DOUBT, place, "x", "x", "x", spot=(start, end))
        return [Checked(said, "0", None)]

    name = "附件《名单》第 1 行"
    lines = [Line("正文第 1 段", "截止目前"), Line(name, "联系人 13800138000"), Line(name, "")]
    assert found_in(lines, [finding(name, 4, 15), finding("正文第 1 段", 0, 4)]) == [WORD]
