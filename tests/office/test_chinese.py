"""How dates are written on pages."""

import pytest

from gongkai.office.templatetags.chinese import dates_in_words


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("答复于 2026-10-27 作出，已超过期限 2026-10-06。", "答复于 2026年10月27日作出，已超过期限 2026年10月6日。"),
        ("申请 2026-0041", "申请 2026-0041"),
        ("编号 12026-10-27、2026-10-271", "编号 12026-10-27、2026-10-271"),
        (None, ""),
    ],
)  # fmt: skip
def test_a_day_within_a_sentence_is_written_out(said: str | None, written: str) -> None:
    assert dates_in_words(said) == written
