"""What somebody makes of the findings in a report, and the letter that returns it."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pytest

from gongkai.office import time
from gongkai.office.agencies.models import Agency
from gongkai.office.audit import queries as ledger
from gongkai.office.documents import queries as documents
from gongkai.office.documents.official import official_letter
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import queries, reading, services
from gongkai.office.supervision.services import Said
from gongkai.office.supervision.state import State
from gongkai.report.write.annotated import annotate_docx
from tests.office.build import Office
from tests.office.supervision.receiving import (
    THE_DAY,
    TODAY,
    receive,
    rows,
    state_of,
)


def test_an_error_keeps_a_report_from_being_accepted_until_somebody_settles_it(
    office: Office, tacheng: Agency
) -> None:
    received = receive(office, tacheng)
    errors = queries.assess(received).open_errors
    assert errors
    before = rows()
    with pytest.raises(Refusal) as refusal:
        services.accept(received=received, actor=office.supervisor, now=TODAY)
    assert (refusal.value.code, rows()) == ("open-errors", before)
    said = {one.key: Said("explained", "单位来电说明，数据属实") for one in errors}
    services.judge(received=received, said=said, actor=office.supervisor, now=TODAY)
    services.accept(received=received, actor=office.supervisor, now=TODAY)
    assert state_of(office, tacheng) is State.ACCEPTED


def test_a_dismissal_needs_a_reason(office: Office, tacheng: Agency) -> None:
    received = receive(office, tacheng)
    key = queries.assess(received).open_errors[0].key
    before = rows()
    with pytest.raises(Refusal) as refusal:
        services.judge(
            received=received,
            said={key: Said("dismissed", " ")},
            actor=office.supervisor,
            now=TODAY,
        )
    assert (refusal.value.code, rows()) == ("no-reason", before)


def test_a_judgement_of_findings_that_changed_meanwhile_is_not_kept(
    office: Office, tacheng: Agency
) -> None:
    """A page shows findings; then the rules or the year before change what is found."""
    received = receive(office, tacheng)
    said = {
        queries.assess(received).open_errors[0].key: Said("explained", "属实"),
        "0123456789abcdef": Said("explained", "说的是打开页面时的另一处"),
    }
    before, head = rows(), ledger.head(office.supervising)
    with pytest.raises(Refusal) as refusal:
        services.judge(received=received, said=said, actor=office.supervisor, now=TODAY)
    assert refusal.value.code == "findings-changed"
    assert (rows(), ledger.head(office.supervising)) == (before, head)


def test_the_word_file_says_what_was_made_of_a_finding(office: Office, tacheng: Agency) -> None:
    received = receive(office, tacheng)
    key = queries.assess(received).open_errors[0].key
    early = time.at(THE_DAY, 1)  # before eight: the day before in UTC
    services.judge(
        received=received,
        said={key: Said("dismissed", "附件另有第四部分")},
        actor=office.supervisor,
        now=early,
    )
    (verdict,) = set(queries.verdicts_of(received).values())
    assert (verdict.decision, verdict.at.date()) == ("dismissed", THE_DAY)
    comments = annotate_docx(
        reading.report_of(received),
        queries.check(received).findings,
        queries.verdicts_of(received),
    )
    with zipfile.ZipFile(io.BytesIO(comments)) as package:
        assert "附件另有第四部分" in package.read("word/comments.xml").decode()


def test_a_return_names_every_confirmed_finding_in_its_letter(
    office: Office, tacheng: Agency
) -> None:
    received = receive(office, tacheng)
    errors = queries.assess(received).open_errors
    services.judge(
        received=received,
        said={one.key: Said("confirmed") for one in errors},
        actor=office.supervisor,
        now=TODAY,
    )
    decision = services.return_report(
        received=received, due_on=date(2025, 1, 28), actor=office.supervisor, now=TODAY
    )
    assert decision.number == "公开督函〔2025〕1号"
    assert state_of(office, tacheng) is State.RETURNED
    letter = docx.Document(io.BytesIO(documents.content(decision.letter)))
    lines = [p.text for p in letter.paragraphs]
    assert lines[:3] == [
        "云溪县人民政府办公室",
        "关于退回2024年度政府信息公开工作年度报告的函",
        "公开督函〔2025〕1号",
    ]
    items = [line for line in lines if line[:1] in "一二三四五六七八九十" and line[1:2] == "、"]
    assert len(items) == len(errors)
    assert "请于2025年1月28日前重新报送。" in lines
    # Decided is decided: neither again nor the other way, and nothing is written.
    before = rows()
    for again in (
        lambda: services.accept(received=received, actor=office.supervisor, now=TODAY),
        lambda: services.return_report(
            received=received, due_on=date(2025, 1, 29), actor=office.supervisor, now=TODAY
        ),
    ):
        with pytest.raises(Refusal) as refusal:
            again()
        assert refusal.value.code == "decided"
    assert rows() == before


def test_nothing_is_returned_without_a_fault(office: Office, tacheng: Agency) -> None:
    received = receive(office, tacheng)
    before = rows()
    with pytest.raises(Refusal) as refusal:
        services.return_report(
            received=received, due_on=date(2025, 1, 28), actor=office.supervisor, now=TODAY
        )
    assert (refusal.value.code, rows()) == ("nothing-wrong", before)


def test_a_judgement_holds_for_the_next_report_with_the_same_facts(
    office: Office, tacheng: Agency
) -> None:
    first = receive(office, tacheng)
    errors = queries.assess(first).open_errors
    said = {one.key: Said("explained", "属实") for one in errors}
    services.judge(received=first, said=said, actor=office.supervisor, now=TODAY)
    second = receive(office, tacheng, now=TODAY, received_on=THE_DAY)
    assert second.number == 2
    assert queries.assess(second).open_errors == []
    with pytest.raises(Refusal) as refusal:
        services.accept(received=first, actor=office.supervisor, now=TODAY)
    assert refusal.value.code == "newer"


def test_saying_the_same_again_writes_nothing(office: Office, tacheng: Agency) -> None:
    received = receive(office, tacheng)
    key = queries.assess(received).open_errors[0].key
    said = {key: Said("confirmed")}
    assert services.judge(received=received, said=said, actor=office.supervisor, now=TODAY)
    before = rows()
    assert services.judge(received=received, said=said, actor=office.supervisor, now=TODAY) == []
    assert rows() == before


def test_a_long_letter_numbers_its_pages_and_keeps_its_signature(office: Office) -> None:
    content = official_letter(
        sender="云溪县人民政府办公室",
        title="函",
        number="1号",
        addressee="某局",
        paragraphs=["一、前\x00后", "请重新报送。"],
        on=THE_DAY,
    )
    letter = docx.Document(io.BytesIO(content))
    assert [p.text for p in letter.paragraphs][5] == "一、前后"
    assert [p.paragraph_format.keep_with_next for p in letter.paragraphs][-4:-1] == [True] * 3
    assert "PAGE" in letter.sections[0].footer.paragraphs[0]._p.xml
