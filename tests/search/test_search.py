"""A sound report is read right in every way it is printed, and the search shows what is wrong with another."""

from __future__ import annotations

import pytest

from tests.report.read.combined import FORMS
from tests.report.read.ways import EVERY_WAY, WORN
from tests.search.trial import Tried, attempt, faults_of, make, shrink, try_one


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", EVERY_WAY)
def test_a_sound_report_is_read_right(form: str, way: str) -> None:
    tried = attempt(Tried(1, form, way, (), sound=way not in WORN))
    assert tried.wrong == ()
    assert tried.right == tried.could or way in WORN


def test_a_fault_leaves_the_others_as_they_are() -> None:
    names = [fault.__name__ for fault in faults_of("2021")]
    assert {*names} >= {fault.__name__ for fault in faults_of("2014")}
    alone, both = (make(3, "2021", some, ()) for some in (["units"], ["signs", "units"]))
    touched = [one for one in both.touched if one[0] == "units"]
    assert alone.touched == touched != []


def test_a_report_is_tried_in_each_way_and_a_wrong_one_made_small() -> None:
    tried = try_one((5, "2019"), ["tabs.txt", "page.html"])
    assert [one.way for one in tried] == ["tabs.txt", "page.html"]
    assert len({one.faults for one in tried}) == 1
    held = Tried(
        5, "2021", "tabs.txt", ("damaged", "heads_gone"), sound=True
    )  # must be read: is not
    small = shrink(held)
    assert small.faults == ("damaged",)
    assert small.wrong != ()
    assert small.told().startswith("--- 5 2021 tabs.txt: damaged")
