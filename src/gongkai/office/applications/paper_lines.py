"""The papers of an application as its page lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.law.events import ServiceMethod
from gongkai.office import time
from gongkai.office.applications import papers
from gongkai.office.applications.forms.fields import METHOD_NAMES
from gongkai.office.applications.models import Application, Letter, Material, Service
from gongkai.office.documents.models import File


@dataclass(frozen=True)
class PaperLine:
    """One paper: what it is, its number, date and file, how it was delivered; `deliver` is the page
    where its delivery is recorded, "" where that is not asked. `given` is what its sender called the
    file, for those who may open it."""

    name: str
    number: str
    on: date
    url: str
    delivered: str
    proof: str
    deliver: str
    given: str = ""


def paper_lines(application: Application) -> list[PaperLine]:
    """Letters, proofs of service and materials, newest first."""
    held, number = papers.of(application), application.number
    lines = [_letter(one, number) for one in held.letters]
    lines += [_service(one, number) for one in held.services]
    lines += [_material(one, number) for one in held.materials]
    return sorted(lines, key=lambda line: line.on, reverse=True)


def _letter(letter: Letter, number: str) -> PaperLine:
    last = next(iter(reversed(letter.deliveries.all())), None)
    # The answer is served by a step of the clock; a letter inside the office by hand.
    asked = letter.event.kind != "answered" and letter.code != "D12"
    return PaperLine(
        name=letter.title,
        number=letter.document_number,
        on=letter.written_on,
        url=_download(letter.file, number),
        delivered=_delivered(last.delivered_on, last.method) if last else "",
        proof=_download(last.proof, number) if last else "",
        deliver=reverse("applications:delivery", args=[number, letter.uid]) if asked else "",
    )


def _service(served: Service, number: str) -> PaperLine:
    return PaperLine(
        name="答复的送达",
        number="",
        on=served.served_on,
        url="",
        delivered=_delivered(served.served_on, served.method),
        proof=_download(served.proof, number),
        deliver="",
    )


def _material(one: Material, number: str) -> PaperLine:
    return PaperLine(
        name=one.get_kind_display(),
        number="",
        on=time.local_date(one.recorded_at),
        url=_download(one.file, number),
        delivered="",
        proof="",
        deliver="",
        given=one.given_name or one.file.name,
    )


def _download(file: File | None, number: str) -> str:
    return reverse("applications:paper", args=[number, file.uid]) if file else ""


def _delivered(on: date, method: str) -> str:
    return f"{on} {METHOD_NAMES[ServiceMethod(method)]}"
