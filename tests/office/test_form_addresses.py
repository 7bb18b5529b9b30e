"""A link of an error summary leads to #field. A form without an address of its own would be sent to
that address again, #field and all, and then the browser focuses the field and not the next summary."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

OFFICE = Path("src/gongkai/office")
SUMMARY = re.compile(r"error_summary\.html|portal/errors\.html|class=\"error-summary\"")
SENT = re.compile(r"<form\b[^>]*method=\"post\"(?:[^>{]|\{[%{].*?[%}]\})*>")

PAGES = sorted(page for page in OFFICE.rglob("*.html") if SUMMARY.search(page.read_text("utf-8")))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_a_form_that_may_come_back_with_errors_names_its_address(page: Path) -> None:
    forms = SENT.findall(page.read_text("utf-8"))
    assert [form for form in forms if "action=" not in form] == []


def test_the_forms_are_found() -> None:
    assert OFFICE / "templates/form_page.html" in PAGES
    assert SENT.findall('<form method="post" {% if a > b %}class="x" {% endif %}action="#">')
