"""The fictional county commission, founded through the real services: sections, people, roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.office.agencies import changes, services
from gongkai.office.agencies.models import Agency, AgencyKind, Level, Person, Role, Section

from .words import PASSWORD

SINCE = date(2019, 5, 15)


@dataclass(frozen=True)
class Office:
    """One agency with its sections by name and one person a role, and its supervising office."""

    agency: Agency
    supervising: Agency
    sections: dict[str, Section]
    people: dict[Role, Person]

    @property
    def clerk(self) -> Person:
        return self.people[Role.CLERK]

    @property
    def administrator(self) -> Person:
        return self.people[Role.ADMINISTRATOR]

    @property
    def section_person(self) -> Person:
        return self.people[Role.SECTION]

    @property
    def secrecy(self) -> Person:
        return self.people[Role.SECRECY]

    @property
    def leader(self) -> Person:
        return self.people[Role.LEADER]

    @property
    def signer(self) -> Person:
        return self.people[Role.SIGNER]

    @property
    def supervisor(self) -> Person:
        return self.people[Role.SUPERVISOR]

    @property
    def auditor(self) -> Person:
        return self.people[Role.AUDITOR]


NAMES = {
    Role.ADMINISTRATOR: ("guan", "顾行舟"),
    Role.CLERK: ("jiang", "江听雨"),
    Role.SECTION: ("shen", "沈望舒"),
    Role.SECRECY: ("bai", "白如松"),
    Role.LEADER: ("lu", "陆明远"),
    Role.SIGNER: ("zhou", "周景和"),
    Role.SUPERVISOR: ("he", "何清源"),
    Role.AUDITOR: ("yan", "严守一"),
}


def make_office(now: datetime, *, prefix: str = "", credit: str = "0001") -> Office:
    """The county health commission of invented Yunxi. `prefix` and `credit` make a second one."""
    region = services.add_region(code="990000", name="云溪县")
    agency = services.found_agency(
        actor=None,
        now=now,
        name=f"{prefix}云溪县卫生健康委员会",
        credit_code=f"11990000MB000{credit}X",
        kind=AgencyKind.DEPARTMENT,
        level=Level.COUNTY,
        region=region,
        address="云溪县清水路 18 号",
        telephone="0990-5550118",
    )
    supervising = services.found_agency(
        actor=None,
        now=now,
        name=f"{prefix}云溪县人民政府办公室",
        credit_code=f"11990000MB900{credit}X",
        kind=AgencyKind.GOVERNMENT,
        level=Level.COUNTY,
        region=region,
    )
    changes.place_under(
        actor=None,
        now=now,
        agency=agency,
        superior=supervising,
        reconsideration_body="云溪县人民政府",
        valid_from=SINCE,
    )
    sections = {
        name: services.add_section(actor=None, now=now, agency=agency, name=name)
        for name in ("办公室", "药政科", "审批科", "人口家庭科", "政策法规科")
    }
    people: dict[Role, Person] = {}
    for role, (login, name) in NAMES.items():
        home = supervising if role is Role.SUPERVISOR else agency
        person = services.add_person(
            actor=None,
            now=now,
            agency=home,
            login_name=prefix + login,
            display_name=name,
            password=PASSWORD,
        )
        services.give_role(
            actor=None,
            now=now,
            agency=home,
            person=person,
            role=role,
            valid_from=SINCE,
            section=sections["审批科"] if role is Role.SECTION else None,
        )
        people[role] = person
    return Office(agency, supervising, sections, people)
