"""The open points in Chinese: each setting has one, with all its values."""

from __future__ import annotations

from dataclasses import fields, replace
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.open_points import OPEN_POINTS, chosen_in, point, settings_of, written
from gongkai.law.settings import DEFAULT_SETTINGS, DayZero, LawSettings

SETTINGS = {field.name: getattr(DEFAULT_SETTINGS, field.name) for field in fields(LawSettings)}


def values_of(name: str) -> list[str]:
    """Every value of a setting, as written."""
    default = SETTINGS[name]
    every = list(type(default)) if isinstance(default, StrEnum) else [True, False]
    return [written(value) for value in every]


def test_every_setting_is_a_question_in_the_same_order() -> None:
    assert [one.name for one in OPEN_POINTS] == list(SETTINGS)


@pytest.mark.parametrize("name", SETTINGS)
def test_all_its_values_have_words_the_default_first(name: str) -> None:
    one = point(name)
    assert one.default == written(SETTINGS[name])
    assert sorted(value for value, _ in one.choices) == sorted(values_of(name))
    assert len({words for _, words in one.choices}) == len(one.choices)
    assert one.question.endswith("？")
    assert one.basis


CHOSEN = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values_of(name)) for name in SETTINGS}
)


@given(CHOSEN)
def test_what_is_chosen_is_what_counts_and_can_be_written_down_again(
    chosen: dict[str, str],
) -> None:
    settings = settings_of(chosen)
    for name in SETTINGS:
        assert written(getattr(settings, name)) == chosen.get(name, point(name).default)
    assert settings_of(chosen_in(settings)) == settings
    assert set(chosen_in(settings)) <= set(chosen)


def test_nothing_chosen_is_the_default() -> None:
    assert settings_of({}) == DEFAULT_SETTINGS
    assert chosen_in(DEFAULT_SETTINGS) == {}
    assert settings_of({"day0": "included", "count_carried": "false"}) == replace(
        DEFAULT_SETTINGS, day0=DayZero.INCLUDED, count_carried=False
    )


@pytest.mark.parametrize("chosen", [{"day1": "included"}, {"day0": "sometimes"}, {"day0": "True"}])
def test_a_point_or_a_value_that_is_none_is_refused(chosen: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        settings_of(chosen)
