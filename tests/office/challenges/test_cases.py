"""Cases: clocks, results, and table four."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from gongkai.law.remedies import Ending
from gongkai.office.agencies import open_points
from gongkai.office.audit import queries as ledger
from gongkai.office.challenges import queries, services
from gongkai.office.challenges.listed import as_todo
from gongkai.office.challenges.models import Case, CaseEvent, CaseFact, CaseKind
from gongkai.office.challenges.services import Filing
from gongkai.office.refusal import Refusal
from gongkai.report.form import get_form
from tests.office.applications.make import answered, noon, registered
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office(datetime.fromisoformat("2025-09-01T09:00:00+08:00"))


def filed(office: Office, **changes: object) -> Case:
    fields: dict[str, object] = {
        "kind": CaseKind.RECONSIDERATION,
        "title": "对 2025-0001 号答复的行政复议",
        "body": "云溪县人民政府",
        "filed_on": date(2025, 11, 3),
        "notice_on": date(2025, 11, 10),
    }
    now = changes.pop("now", None)
    filing = Filing(**{**fields, **changes})  # type: ignore[arg-type]
    return services.add_case(
        agency=office.agency,
        actor=office.clerk,
        now=now or noon(filing.notice_on),  # type: ignore[arg-type]
        filing=filing,
    )


@pytest.mark.parametrize(
    ("simple", "reply", "ends"),
    [(False, date(2025, 11, 24), date(2026, 1, 4)), (True, date(2025, 11, 17), date(2025, 12, 3))],
)
def test_the_agency_replies_in_ten_or_five_working_days(
    office: Office, simple: bool, reply: date, ends: date
) -> None:
    case = filed(office, simple=simple)
    assert [(c.limit.name, c.limit.day, c.open) for c in queries.clocks(case)] == [
        ("被申请人书面答复并提交证据", reply, True),
        ("作出复议决定", ends, True),
    ]
    services.record_reply(
        case=case, actor=office.clerk, now=noon(date(2025, 11, 14)), on=date(2025, 11, 14)
    )
    assert [(c.done_on, c.open) for c in queries.clocks(case)] == [
        (date(2025, 11, 14), False),
        (None, True),
    ]
    services.decide(
        case=case,
        actor=office.clerk,
        now=noon(date(2025, 12, 1)),
        on=date(2025, 12, 1),
        ending=Ending.UPHELD,
    )
    assert queries.clocks(case)[-1].limit.name == "复议后起诉的期限"
    assert queries.clocks(case)[-1].limit.day == date(2025, 12, 16)


def test_a_case_pending_at_the_year_end_counts_again_with_its_result(office: Office) -> None:
    case = filed(office)
    filed(office, kind=CaseKind.LITIGATION_DIRECT)
    services.decide(
        case=case,
        actor=office.clerk,
        now=noon(date(2026, 1, 12)),
        on=date(2026, 1, 12),
        ending=Ending.REVOKED,
    )
    position, _ = ledger.head(office.agency)
    cells = queries.counts(office.agency, 2025, position)
    assert set(cells) == {c for c in get_form("2021").cells if c.startswith("challenges.")}
    assert {c: n for c, n in cells.items() if n} == {
        "challenges.reconsideration.pending": 1,
        "challenges.reconsideration.total": 1,
        "challenges.litigation_direct.pending": 1,
        "challenges.litigation_direct.total": 1,
    }
    again = queries.counts(office.agency, 2026, position)
    assert {c: n for c, n in again.items() if n} == {
        "challenges.reconsideration.corrected": 1,
        "challenges.reconsideration.total": 1,
        "challenges.litigation_direct.pending": 1,
        "challenges.litigation_direct.total": 1,
    }
    for year in (2025, 2026):
        for cell_id, number in queries.counts(office.agency, year, position).items():
            assert queries.evidence(office.agency, year, position, cell_id).count() == number


def test_a_decision_recorded_wrongly_is_taken_back(office: Office) -> None:
    case = filed(office)
    day = date(2025, 12, 1)
    services.decide(case=case, actor=office.clerk, now=noon(day), on=day, ending=Ending.UPHELD)
    services.reopen(case=case, actor=office.clerk, now=noon(day), note="决定书是另一案的")
    services.decide(case=case, actor=office.clerk, now=noon(day), on=day, ending=Ending.MEDIATED)
    results = CaseFact.objects.filter(case=case).order_by("id").values_list("result", flat=True)
    assert list(results) == [None, "upheld", None, "other"]


def test_refusals_write_nothing(office: Office) -> None:
    case = filed(office)
    day = date(2025, 12, 1)
    before = (ledger.head(office.agency), CaseEvent.objects.count(), CaseFact.objects.count())
    here = {"case": case, "actor": office.clerk, "now": noon(day)}
    attempts = [
        ("date.future", lambda: services.decide(**here, on=date(2025, 12, 2), ending=Ending.VOID)),
        (
            "case.decided_before_filed",
            lambda: services.decide(**here, on=date(2025, 11, 1), ending=Ending.VOID),
        ),
        ("case.reply_before_notice", lambda: services.record_reply(**here, on=date(2025, 11, 4))),
        ("case.not_decided", lambda: services.reopen(**here, note="错")),
        ("case.reason", lambda: services.reopen(**here, note=" ")),
        (
            "case.notice_before_filed",
            lambda: filed(office, notice_on=date(2025, 11, 1), now=noon(day)),
        ),
        ("case.missing", lambda: filed(office, title=" ")),
        (
            "case.extended_before_filed",
            lambda: services.extend(**here, on=date(2025, 11, 1)),
        ),
        ("date.future", lambda: services.extend(**here, on=date(2025, 12, 2))),
        ("date.future", lambda: filed(office, filed_on=date(2025, 11, 12))),
    ]
    for code, attempt in attempts:
        with pytest.raises(Refusal) as caught:
            attempt()
        assert caught.value.code == code
    assert (
        ledger.head(office.agency),
        CaseEvent.objects.count(),
        CaseFact.objects.count(),
    ) == before
    assert Case.objects.count() == 1


def test_what_was_done_is_not_done_again(office: Office) -> None:
    case, day = filed(office), date(2025, 12, 1)
    here = {"case": case, "actor": office.clerk, "now": noon(day), "on": day}

    def refused(code: str, verb: Callable[..., object], **given: object) -> None:
        before = (ledger.head(office.agency), CaseEvent.objects.count())
        with pytest.raises(Refusal) as caught:
            verb(**here, **given)
        assert caught.value.code == code
        assert (ledger.head(office.agency), CaseEvent.objects.count()) == before

    services.record_reply(**here)  # type: ignore[arg-type]
    refused("case.replied", services.record_reply)
    services.decide(**here, ending=Ending.UPHELD)  # type: ignore[arg-type]
    refused("case.decided", services.decide, ending=Ending.VOID)
    refused("case.decided", services.extend)
    second = filed(office)
    here["case"] = second
    services.decide(**here, ending=Ending.UPHELD)  # type: ignore[arg-type]
    refused("case.decided", services.record_reply)


@pytest.mark.parametrize(
    "cell", ["requests.received.total", "challenges.appeal.total", "challenges.reconsideration.won"]
)
def test_a_cell_that_table_four_has_not(office: Office, cell: str) -> None:
    with pytest.raises(KeyError):
        queries.evidence(office.agency, 2025, 1, cell)


def test_only_the_clerk_and_only_own_applications(office: Office) -> None:
    other = make_office(noon(date(2025, 9, 1)), prefix="二", credit="0002")
    foreign = registered(other, arrived_on=date(2025, 10, 9))
    with pytest.raises(Refusal) as caught:
        filed(office, application=foreign)
    assert caught.value.code == "other-agency"
    case = filed(office)
    with pytest.raises(Refusal) as caught:
        services.decide(
            case=case,
            actor=office.leader,
            now=noon(date(2025, 12, 1)),
            on=date(2025, 12, 1),
            ending=Ending.VOID,
        )
    assert caught.value.code == "not-permitted"


def test_the_reconsideration_body_may_take_thirty_days_more_once(office: Office) -> None:
    case = filed(office)
    assert queries.clocks(case)[1].limit.day == date(2026, 1, 4)  # a working Sunday
    here = {"case": case, "actor": office.clerk, "now": noon(date(2025, 12, 30))}
    services.extend(**here, on=date(2025, 12, 29))
    # Sixty and thirty days from 3 November: Sunday 1 February, so the Monday after.
    ends = queries.clocks(case)[1].limit
    assert (ends.name, ends.day) == ("延长复议期限", date(2026, 2, 2))
    for attempt, code in (
        (lambda: services.extend(**here, on=date(2025, 12, 30)), "case.extended"),
        (
            lambda: services.extend(
                **{**here, "case": filed(office, simple=True)}, on=date(2025, 12, 30)
            ),
            "case.no_extension",
        ),
        (
            lambda: services.extend(
                **{**here, "case": filed(office, kind=CaseKind.LITIGATION_DIRECT)},
                on=date(2025, 12, 30),
            ),
            "case.no_extension",
        ),
    ):
        with pytest.raises(Refusal) as caught:
            attempt()
        assert caught.value.code == code
    assert CaseEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("simple", "court"),
    [(False, ("一审审限", date(2026, 5, 6))), (True, ("一审简易程序审限", date(2025, 12, 18)))],
)
def test_a_suit_is_answered_in_fifteen_days_and_stands_on_the_desk(
    office: Office, simple: bool, court: tuple[str, date]
) -> None:
    case = filed(office, kind=CaseKind.LITIGATION_DIRECT, simple=simple)
    clocks = queries.clocks(case)
    assert [(c.limit.name, c.limit.day, c.whose) for c in clocks] == [
        ("被告提交答辩状和证据", date(2025, 11, 25), "本机关"),
        (*court, "法院"),
    ]
    item = as_todo(case, as_of=date(2025, 11, 20))
    assert (item.next_step, item.due_on, item.days_left) == (
        "提交答辩状和证据",
        date(2025, 11, 25),
        3,
    )
    assert queries.unanswered(office.agency, 10) == [case]
    day = date(2025, 11, 24)
    services.record_reply(case=case, actor=office.clerk, now=noon(day), on=day)
    assert queries.unanswered(office.agency, 10) == []


@pytest.mark.parametrize(
    ("decision", "kind", "codes"),
    [
        ("refused.state_secret", CaseKind.LITIGATION_DIRECT, ["case.reconsideration_first"]),
        ("refused.state_secret", CaseKind.RECONSIDERATION, []),
        ("unavailable.not_existing", CaseKind.LITIGATION_DIRECT, []),
    ],
)
def test_a_suit_against_a_refusal_wants_reconsideration_first(
    office: Office, decision: str, kind: CaseKind, codes: list[str]
) -> None:
    made = registered(office, arrived_on=date(2025, 10, 9))
    assert queries.cautions(filed(office, application=made, kind=kind)) == []
    answered(office, made, date(2025, 10, 20), decision)
    case = filed(office, application=made, kind=kind)
    assert [caution.code for caution in queries.cautions(case)] == codes


@pytest.mark.parametrize(
    ("chosen", "counted"),
    [
        (
            "true",
            {
                "challenges.reconsideration.upheld": 1,
                "challenges.reconsideration.pending": 1,
                "challenges.reconsideration.total": 2,
            },
        ),
        ("false", {}),
    ],
)
def test_carried_cases_count_again_or_not_as_the_agency_reads_it(
    office: Office, chosen: str, counted: dict[str, int]
) -> None:
    if chosen == "false":
        choose(office, "count_carried", chosen)
    case = filed(office)
    filed(office)
    day = date(2026, 1, 12)
    services.decide(case=case, actor=office.clerk, now=noon(day), on=day, ending=Ending.UPHELD)
    position, _ = ledger.head(office.agency)
    cells = queries.counts(office.agency, 2026, position)
    assert {c: n for c, n in cells.items() if n} == counted
    for cell_id, number in cells.items():
        rows = queries.evidence(office.agency, 2026, position, cell_id)
        assert rows.count() == number


def test_an_ending_counts_in_the_column_the_agency_chose(office: Office) -> None:
    choose(office, "mediation_column", "corrected")
    case = filed(office)
    day = date(2026, 1, 12)
    services.decide(case=case, actor=office.clerk, now=noon(day), on=day, ending=Ending.MEDIATED)
    assert case.facts.get(superseded_at_position__isnull=True).result == "corrected"


def choose(office: Office, name: str, value: str) -> None:
    """The agency reads an open point so from the first day of 2025."""
    open_points.choose(
        agency=office.agency,
        actor=office.administrator,
        now=noon(date(2025, 9, 1)),
        name=name,
        value=value,
        valid_from=date(2025, 1, 1),
        reason="县政府办公室的统一口径",
    )
