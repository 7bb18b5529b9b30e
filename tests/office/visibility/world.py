"""An office with one of everything that a page, a file or a feed can show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from gongkai.law.review import Level, LevelKind, Station
from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Role
from gongkai.office.applications import services as applications
from gongkai.office.challenges import services as challenges
from gongkai.office.challenges.models import CaseKind
from gongkai.office.challenges.services import Filing
from gongkai.office.documents import services as documents
from gongkai.office.publishing import services as publishing
from gongkai.office.publishing.models import DocumentKind
from gongkai.office.publishing.services import Content, DocumentData
from gongkai.office.registers import services as registers
from gongkai.office.registers.models import Return
from gongkai.office.reporting import kinds
from gongkai.office.reporting import services as reporting
from gongkai.office.reviews import services as reviews
from gongkai.office.reviews import sheets
from gongkai.office.reviews.models import Round
from gongkai.office.supervision import queries as supervision_queries
from gongkai.office.supervision import services as supervision
from tests.office.applications.make import answered, registered
from tests.office.build import PASSWORD, SINCE, Office, make_office
from tests.office.registers.conftest import data

LEVELS = (
    Level(LevelKind.REVIEW, 1, Station.SECTION),
    Level(LevelKind.REVIEW, 2, Station.SECRECY),
    Level(LevelKind.REVIEW, 3, Station.LEADER),
)
CLEAN = {"state_secret": "no", "third_party": "no", "other_exemption": "no"}
REPORT = Path("tests/corpus/reports/tacheng-2024.txt")


@dataclass
class World:
    """`own` holds, by name, what addresses need: uids, numbers, slugs."""

    office: Office
    own: dict[str, Any] = field(default_factory=dict)


def make_world(now: datetime, *, prefix: str = "", credit: str = "0001", first: int = 1) -> World:
    """An office; its applications and cases begin with the number `first`, so that two offices have
    no number in common."""
    office = make_office(now, prefix=prefix, credit=credit)
    world = World(office)
    for build in (_people, _applications, _registers, _items, _reporting, _supervision):
        build(world, now, first)
    return world


def _applications(world: World, now: datetime, first: int) -> None:
    office = world.office
    for _ in range(first):
        application = registered(office, arrived_on=date(2026, 9, 1))
    applications.hand_to_section(
        application=application, actor=office.clerk, now=now, section=office.sections["审批科"]
    )
    answered(office, application, date(2026, 9, 10))
    for _ in range(first):
        case = challenges.add_case(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            filing=Filing(
                kind=CaseKind.RECONSIDERATION,
                title="对答复不服",
                body="云溪县人民政府",
                filed_on=date(2026, 9, 11),
                notice_on=date(2026, 9, 14),
            ),
        )
    world.own["application"] = application.number
    letter = application.letters.get()
    world.own["letter"], world.own["paper"] = letter.uid, letter.file.uid
    world.own["event"] = application.events.order_by("id").first().uid
    world.own["case"] = case.number


def _registers(world: World, now: datetime, first: int) -> None:
    office = world.office
    common: dict[str, Any] = {"agency": office.agency, "actor": office.clerk, "now": now}
    section = office.sections["审批科"]
    row = registers.add_row(**common, kind="licences", data=data(section=section))
    file = documents.store(**common, name="a.csv", data=b"x", media_type="text/csv", personal=True)
    batch = registers.import_rows(
        **common, kind="penalties", file=file, rows=[(2, data(number="3", section=section))]
    )
    period = {"period_from": date(2026, 1, 1), "period_to": date(2026, 6, 30)}
    call = registers.call_for(
        **common, section=section, kind="fees", due_on=date(2026, 11, 10), **period
    )
    registers.enter_balance(
        **common, year=2026, cell_id="disclosure.licences.decisions", value=1, reason="原台账"
    )
    figure: Return = registers.submit_return(
        agency=office.agency,
        actor=office.section_person,
        now=now,
        section=section,
        kind="fees",
        value=5,
        source_system="非税系统",
        proof=file,
        **period,
    )
    from gongkai.office.registers.models import OpeningBalance, Publicity

    registers.start_publicity(**common, from_day=date(2026, 1, 1))
    registers.note_publicity(
        **common,
        records=[row.record],
        published_on=date(2026, 3, 4),
        channels=("site", "credit_china"),
    )
    world.own |= {
        "publicity": Publicity.objects.filter(agency=office.agency).earliest("id").uid,
        "row": row.record,
        "batch": batch.uid,
        "file": file.uid,
        "call": call.uid,
        "figure": figure.record,
        "proof": figure.pk,
        "balance": OpeningBalance.objects.get(agency=office.agency).record,
    }


def _items(world: World, now: datetime, first: int) -> None:
    office = world.office
    agency = office.agency
    template = reviews.add_template(
        actor=office.administrator, now=now, agency=agency, name="三审", levels=LEVELS
    )
    publishing.seed_columns(agency=agency, actor=office.clerk, now=now)
    column = agency_columns(agency)["livelihood"]
    document = publishing.add_document(
        agency=agency,
        actor=office.clerk,
        now=now,
        document=DocumentData(
            kind=DocumentKind.NORMATIVE_DOCUMENTS,
            title="预防接种管理办法",
            document_number="云卫规〔2026〕1号",
            issued_on=date(2026, 3, 2),
            effective_on=date(2026, 4, 1),
        ),
    )
    made = {}
    for state in ("draft", "published"):
        item = publishing.draft(
            agency=agency,
            actor=office.clerk,
            now=now,
            column=column,
            formed_on=date(2026, 10, 12),
            content=Content(f"{state} 接种通知", "<p>全县设接种点 21 个。</p>"),
            attachments=[
                publishing.attach(
                    agency=agency,
                    actor=office.clerk,
                    now=now,
                    name="接种点.txt",
                    data="清河镇卫生院".encode(),
                )
            ],
        )
        made[state] = item
    item = made["published"]
    newest = item.versions.get()
    submitted = publishing.submit(
        agency=agency,
        actor=office.clerk,
        now=now,
        item=item.uid,
        version=newest.uid,
        template=template,
    )
    round_ = Round.objects.get(version=submitted.review)
    people = [office.section_person, office.secrecy, office.leader]
    for level, person in enumerate(people):
        reviews.decide(
            now=now,
            round=round_,
            level=level,
            actor=person,
            version=round_.version,
            approved=True,
            answers=CLEAN if level == 1 else None,
        )
    publication = publishing.publish(
        agency=agency, actor=office.clerk, now=now, item=item.uid, version=newest.uid
    )
    sheet = sheets.file_sheet(
        actor=office.clerk,
        now=now,
        round=round_,
        code=sheets.code_of(round_),
        name="表.pdf",
        data=b"%PDF-1.7 signed",
    )
    common: dict[str, Any] = {"agency": agency, "actor": office.clerk, "now": now}
    asked = publishing.consult(
        **common,
        item=made["draft"].uid,
        body="云溪县教育局",
        matter="学校接种的时间",
        asked_on=date(2026, 10, 13),
    )
    channel = publishing.open_channel(
        **common, kind="wechat", name="云溪卫健", opened_on=date(2026, 1, 1)
    )
    post = publishing.log_post(
        **common, channel=channel, title="接种通知", posted_on=date(2026, 10, 14)
    )
    word = publishing.add_word(**common, wrong="截止目前", right="截至目前")
    world.own |= {
        "attachment": newest.attachments.get().uid,
        "coordination": asked.uid,
        "column_uid": column.uid,
        "channel": channel.uid,
        "post": post.uid,
        "word": word.uid,
        "round": round_.uid,
        "template": template.uid,
        "sheet": sheet.uid,
        "document": document.record,
        "draft": made["draft"].uid,
        "item": item.uid,
        "version": newest.uid,
        "index": item.index_number,
        "publication": publication.uid,
        "column": column,
    }


def agency_columns(agency: Any) -> dict[str, Any]:
    from gongkai.office.publishing.models import Column

    return {one.slug: one for one in Column.objects.filter(agency=agency)}


def _reporting(world: World, now: datetime, first: int) -> None:
    office = world.office
    reporting.keep(
        agency=office.agency, from_year=2026, codes=kinds.BY_CODE, actor=office.clerk, now=now
    )
    reporting.compile_report(agency=office.agency, year=2026, actor=office.clerk, now=now)


def _supervision(world: World, now: datetime, first: int) -> None:
    office = world.office
    received = supervision.receive(
        agency=office.supervising,
        unit=office.agency,
        year=2024,
        name="报告.txt",
        data=REPORT.read_bytes(),
        media_type="text/plain",
        received_on=date(2025, 1, 20),
        sure=True,
        actor=office.supervisor,
        now=now,
    )
    problems = supervision_queries.assess(received).open_errors
    supervision.judge(
        received=received,
        said={one.key: supervision.Said("confirmed") for one in problems},
        actor=office.supervisor,
        now=now,
    )
    decision = supervision.return_report(
        received=received,
        due_on=time.today(now) + timedelta(days=14),
        actor=office.supervisor,
        now=now,
    )
    parcel = supervision.send_parcel(
        agency=office.supervising,
        actor=office.supervisor,
        now=now,
        year=2024,
        received_on=date(2025, 1, 20),
        files=[supervision.Sent("报告.txt", REPORT.read_bytes())],
    )
    world.own |= {
        "received": received.uid,
        "returned": decision.uid,
        "unit": office.agency.uid,
        "parcel": parcel.uid,
    }


def _people(world: World, now: datetime, first: int) -> None:
    """A second person for each station of a review, so that nobody reviews alone."""
    office = world.office
    for role in (Role.SECTION, Role.SECRECY, Role.LEADER, Role.CLERK):
        person = agencies.add_person(
            actor=None,
            now=now,
            agency=office.agency,
            login_name=f"{office.clerk.login_name}-{role.value}",
            display_name="另一人",
            password=PASSWORD,
        )
        held = agencies.give_role(
            actor=None, now=now, agency=office.agency, person=person, role=role, valid_from=SINCE
        )
    lent = agencies.delegate(
        actor=person,
        now=now,
        agency=office.agency,
        giver=person,
        receiver=office.clerk,
        role=role,
        valid_from=time.today(now),
        valid_to=time.today(now),
    )
    world.own |= {"person": person.uid, "agency": office.agency.uid}
    world.own |= {
        "membership": held.uid,
        "delegation": lent.uid,
        "section": office.sections["审批科"].uid,
    }
