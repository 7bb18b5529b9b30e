"""The life of rules and normative documents, and the six figures under every convention."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from gongkai.office.audit import queries as ledger
from gongkai.office.publishing import queries, services
from gongkai.office.publishing.counting import DEFAULT, Counting
from gongkai.office.publishing.models import Ending, NormativeDocument
from gongkai.office.publishing.services import DocumentData
from gongkai.office.refusal import Refusal
from tests.office.build import Office, make_office

ISSUED, REPEALED, IN_FORCE = (
    f"disclosure.normative_documents.{column}" for column in ("issued", "repealed", "in_force")
)


@pytest.fixture
def office(db: None, now: datetime) -> Office:
    return make_office(now)


def document(number: str, **given: Any) -> DocumentData:
    held: dict[str, Any] = {
        "kind": "normative_documents",
        "title": "云溪县村卫生室管理办法",
        "document_number": number,
        "issued_on": date(2025, 3, 1),
        "effective_on": date(2025, 4, 1),
    }
    return DocumentData(**(held | given))


def add(office: Office, now: datetime, number: str, **given: Any) -> NormativeDocument:
    return services.add_document(
        agency=office.agency, actor=office.clerk, now=now, document=document(number, **given)
    )


def end(office: Office, now: datetime, held: NormativeDocument, **given: Any) -> NormativeDocument:
    wanted: dict[str, Any] = {
        "ended_on": date(2025, 9, 1),
        "ending": Ending.REPEALED,
        "basis": "云卫规〔2025〕9号",
    }
    return services.end_document(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        record=held.record,
        **(wanted | given),
    )


def three(office: Office, year: int, rules: Counting = DEFAULT) -> tuple[int, int, int]:
    position, _ = ledger.head(office.agency)
    found = queries.counts(office.agency, year, position, rules)
    for cell in (ISSUED, REPEALED, IN_FORCE):
        assert queries.evidence(office.agency, year, position, cell, rules).count() == found[cell]
    return found[ISSUED], found[REPEALED], found[IN_FORCE]


def test_the_six_figures_of_a_life(office: Office, now: datetime) -> None:
    first = add(office, now, "1", issued_on=date(2024, 5, 1), effective_on=date(2024, 5, 1))
    second = add(office, now, "2", issued_on=date(2024, 6, 1), effective_on=date(2024, 6, 1))
    third = add(office, now, "3", issued_on=date(2024, 7, 1), effective_on=date(2024, 7, 1))
    add(office, now, "4")
    assert three(office, 2024) == (3, 0, 3)
    end(office, now, first)
    end(office, now, second, ending=Ending.DECLARED_INVALID)
    end(office, now, third, ending=Ending.EXPIRED, basis="", ended_on=date(2026, 1, 1))
    assert three(office, 2024) == (3, 0, 3)
    assert three(office, 2025) == (1, 2, 2)
    assert three(office, 2026) == (0, 1, 1)


def test_a_document_holds_until_the_day_before_it_ends(office: Office, now: datetime) -> None:
    held = end(office, now, add(office, now, "1"), ended_on=date(2025, 12, 31))
    assert three(office, 2025) == (1, 1, 0)
    for day, expected in ((date(2025, 12, 30), [held]), (date(2025, 12, 31), [])):
        assert list(queries.stock(office.agency, "normative_documents", day)) == expected


def test_which_endings_count_is_a_setting(office: Office, now: datetime) -> None:
    for n, ending in enumerate((Ending.REPEALED, Ending.DECLARED_INVALID, Ending.EXPIRED)):
        end(office, now, add(office, now, str(n)), ending=ending)
    for chosen, expected in (
        ({Ending.REPEALED}, 1),
        ({Ending.REPEALED, Ending.DECLARED_INVALID}, 2),
        (set(DEFAULT.endings_repealed), 3),
    ):
        rules = replace(DEFAULT, endings_repealed=frozenset(chosen))
        assert three(office, 2025, rules) == (3, expected, 0)


def test_an_amendment_is_one_document_or_two_and_the_stock_adds_up_either_way(
    office: Office, now: datetime
) -> None:
    old = add(office, now, "1", issued_on=date(2024, 5, 1), effective_on=date(2024, 5, 1))
    fresh = services.amend_document(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        record=old.record,
        document=document("2"),
    )
    assert fresh.replaces == old.record
    assert three(office, 2024) == (1, 0, 1)
    assert three(office, 2025) == (0, 0, 1)
    counted_apart = replace(DEFAULT, amendments="new_document")
    assert three(office, 2025, counted_apart) == (1, 1, 1)
    assert ledger.head(office.agency)[0] == fresh.recorded_at_position


def test_the_stock_adds_up_where_documents_are_in_force_from_their_issue(
    office: Office, now: datetime
) -> None:
    old = add(office, now, "1", issued_on=date(2024, 5, 1), effective_on=date(2024, 5, 1))
    services.amend_document(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        record=old.record,
        document=document("2", issued_on=date(2025, 3, 20), effective_on=date(2026, 2, 1)),
    )
    issued = replace(DEFAULT, in_force_from="issued")
    apart = replace(issued, amendments="new_document")
    assert [three(office, year, issued) for year in (2024, 2025, 2026)] == [
        (1, 0, 1),
        (0, 0, 1),
        (0, 0, 1),
    ]
    assert [three(office, year, apart) for year in (2024, 2025, 2026)] == [
        (1, 0, 1),
        (1, 1, 1),
        (0, 0, 1),
    ]
    for day, number in ((date(2025, 3, 19), "1"), (date(2025, 3, 20), "2")):
        (held,) = queries.stock(office.agency, "normative_documents", day, issued)
        assert held.document_number == number


def test_the_replaced_text_follows_what_is_put_right_in_the_amended_one(
    office: Office, now: datetime
) -> None:
    acting: dict[str, Any] = {"agency": office.agency, "actor": office.clerk, "now": now}
    old = add(office, now, "1", issued_on=date(2024, 5, 1), effective_on=date(2024, 5, 1))
    fresh = services.amend_document(
        **acting, record=old.record, document=document("2", effective_on=date(2025, 4, 1))
    )
    before = ledger.head(office.agency)[0]
    right = document("3", issued_on=date(2024, 12, 20), effective_on=date(2024, 12, 25))
    services.correct_document(
        **acting, record=fresh.record, document=right, reason="施行日期和文号登记错了"
    )
    (last, *_) = queries.versions(office.agency, old.record)
    assert (last.ended_on, last.ended_basis) == (date(2024, 12, 25), "3")
    assert last.recorded_at_position == ledger.head(office.agency)[0] == before + 1
    assert three(office, 2024) == (1, 0, 1)
    # An ending that somebody put right by hand stays as it is.
    services.correct_document(
        **acting,
        record=old.record,
        document=document("1", issued_on=date(2024, 5, 1), effective_on=date(2024, 5, 1)),
        reason="宣布失效在先",
        ended_on=date(2024, 11, 1),
        ending=Ending.DECLARED_INVALID,
        ended_basis="云卫规〔2024〕9号",
    )
    services.correct_document(
        **acting, record=fresh.record, document=replace(right, document_number="4"), reason="文号"
    )
    (last, *_) = queries.versions(office.agency, old.record)
    assert (last.ended_on, last.ended_basis) == (date(2024, 11, 1), "云卫规〔2024〕9号")


def test_an_amended_text_older_than_what_it_replaces_is_refused(
    office: Office, now: datetime
) -> None:
    old = add(office, now, "1")
    before = ledger.head(office.agency)
    early = {"issued_on": date(2025, 1, 10), "effective_on": date(2025, 2, 1)}
    with pytest.raises(Refusal) as no:
        services.amend_document(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            record=old.record,
            document=document("2", **early),
        )
    assert no.value.code == "days-reversed"
    fresh = services.amend_document(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        record=old.record,
        document=document("2"),
    )
    with pytest.raises(Refusal) as no:
        services.correct_document(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            record=fresh.record,
            document=document("2", **early),
            reason="日期",
        )
    assert no.value.code == "days-reversed"
    assert ledger.head(office.agency)[0] == before[0] + 1


def test_in_force_from_the_day_of_effect_or_of_issue(office: Office, now: datetime) -> None:
    add(office, now, "1", issued_on=date(2025, 12, 20), effective_on=date(2026, 2, 1))
    assert three(office, 2025) == (1, 0, 0)
    assert three(office, 2025, replace(DEFAULT, in_force_from="issued")) == (1, 0, 1)
    stock = queries.stock(office.agency, "normative_documents", date(2026, 1, 31))
    assert stock.count() == 0
    assert queries.stock(office.agency, "normative_documents", date(2026, 2, 1)).count() == 1


def test_a_correction_keeps_the_old_figure_at_the_old_position(
    office: Office, now: datetime
) -> None:
    held = end(office, now, add(office, now, "1"))
    position, _ = ledger.head(office.agency)
    services.correct_document(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        record=held.record,
        document=document("1", issued_on=date(2024, 3, 1)),
        reason="成文日期录错，且没有废止",
    )
    assert three(office, 2025) == (0, 0, 1)
    assert queries.counts(office.agency, 2025, position) == {
        "disclosure.rules.issued": 0,
        "disclosure.rules.repealed": 0,
        "disclosure.rules.in_force": 0,
        ISSUED: 1,
        REPEALED: 1,
        IN_FORCE: 0,
    }


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "rules"}, "rules-not-made-here"),
        ({"issued_on": date(2026, 10, 22), "effective_on": date(2026, 10, 22)}, "day-to-come"),
        ({"effective_on": date(2025, 2, 28)}, "days-reversed"),
        ({"expires_on": date(2025, 3, 31)}, "days-reversed"),
        ({"document_number": " "}, "number-missing"),
        ({"document_number": "1"}, "number-taken"),
    ],
)
def test_a_wrong_document_is_refused_and_nothing_is_written(
    office: Office, now: datetime, given: dict[str, Any], code: str
) -> None:
    add(office, now, "1")
    held = (ledger.head(office.agency), NormativeDocument.objects.count())
    with pytest.raises(Refusal) as refused:
        add(office, now, given.pop("document_number", "2"), **given)
    assert refused.value.code == code
    assert (ledger.head(office.agency), NormativeDocument.objects.count()) == held


def test_an_ending_is_refused_without_basis_before_its_time_and_twice(
    office: Office, now: datetime
) -> None:
    held = add(office, now, "1")
    for given, code in (
        ({"basis": " "}, "basis-missing"),
        ({"ended_on": date(2025, 2, 28)}, "days-reversed"),
        ({"ending": Ending.REPLACED}, "wrong-ending"),
    ):
        with pytest.raises(Refusal) as refused:
            end(office, now, held, **given)
        assert refused.value.code == code
    end(office, now, held)
    count = NormativeDocument.objects.count()
    with pytest.raises(Refusal) as refused:
        end(office, now, held)
    assert refused.value.code == "ended"
    assert NormativeDocument.objects.count() == count


@pytest.mark.parametrize(
    ("effective", "expires", "ended", "state"),
    [
        (date(2024, 6, 1), None, None, "IN_FORCE"),
        (date(2024, 6, 2), None, None, "TO_COME"),
        (date(2024, 1, 1), date(2024, 6, 1), None, "IN_FORCE"),  # its last day
        (date(2024, 1, 1), date(2024, 5, 31), None, "OVERDUE"),
        (date(2024, 1, 1), date(2024, 5, 31), date(2024, 6, 1), "ENDED"),
        (date(2024, 1, 1), None, date(2024, 6, 2), "IN_FORCE"),  # the next day
        (date(2024, 6, 2), None, date(2024, 6, 1), "ENDED"),  # before it began
    ],
)
def test_a_document_stands_on_a_day_by_its_own_dates(
    effective: date, expires: date | None, ended: date | None, state: str
) -> None:
    document = NormativeDocument(effective_on=effective, expires_on=expires, ended_on=ended)
    assert queries.validity_on(document, date(2024, 6, 1)) is queries.Validity[state]
