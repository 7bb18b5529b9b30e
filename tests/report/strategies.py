"""Hypothesis strategies for cells in every state and for whole reports of every form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from gongkai.report.cell import (
    ABSENT,
    Cell,
    Method,
    Source,
    annotated,
    blank,
    counted,
    not_applicable,
    number,
    unreadable,
)
from gongkai.report.form import FORM_IDS, NO_FORM, get_form
from gongkai.report.model import Contact, Fact, Note, Report, Section

_counts = st.integers(1, 10**9)
_place = st.none() | st.integers(1, 500)

#: Any text a file can hold, the characters that break a page or a script among it.
texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n")
    | st.sampled_from("<>&\"'/\\{}#$@*_[]（）《》“”一、0"),
    max_size=60,
) | st.sampled_from(["</script><script>alert(1)</script>", "<!--<script>", '#import "x"', "=1+1"])

sources = st.builds(
    Source,
    page=_place,
    table=_place,
    row=_place,
    column=_place,
    line=_place,
    offset=st.none() | st.integers(0, 10**6),
    box=st.none() | st.tuples(*[st.floats(0, 900).map(lambda x: round(x, 2))] * 4),
)


def any_cell() -> st.SearchStrategy[Cell]:
    """A cell in any state, with and without a source."""
    where = st.none() | sources
    money = st.decimals(Decimal("0.01"), Decimal("99999"), places=2)
    return st.one_of(
        st.builds(lambda n, s: number(n, str(n), s), _counts, where),
        st.builds(lambda n, s: number(n, f"{n:,}", s, confidence=0.75), _counts, where),
        st.builds(
            lambda n, s: number(n, str(n), s, method=Method.DECODED, confidence=1.0), _counts, where
        ),
        st.builds(lambda n, s: number(n, str(n), s), money, where),
        st.builds(lambda s: number(0, "0", s), where),
        st.builds(lambda s: number(0, "０", s), where),
        st.builds(counted, st.integers(0, 999)),
        st.builds(lambda n, s: annotated(n, f"{n}（其中新办{n}个）", s), _counts, where),
        st.builds(blank, where),
        st.builds(not_applicable, st.sampled_from(["/", "—", "无", "不适用", "0"]), where),
        st.builds(
            lambda raw, s, c: unreadable(raw, s, candidates=tuple(c)),
            st.none() | st.sampled_from(["", "00", "0", "1 2", "１２", "３８□"]),
            where,
            st.lists(st.integers(0, 99), max_size=3),
        ),
        st.just(ABSENT),
    )


@st.composite
def any_report(draw: st.DrawFn, forms: tuple[str, ...] = (*FORM_IDS, NO_FORM)) -> Report:
    """A report with arbitrary words and with cells in arbitrary states; some cells not mentioned."""
    form = draw(st.sampled_from(forms))
    pool = draw(st.lists(any_cell(), min_size=1, max_size=8))
    ids = list(get_form(form).cells)
    some = draw(st.sets(st.sampled_from(ids))) if ids else set()
    words = st.none() | texts
    days = st.none() | st.dates(date(2015, 1, 1), date(2026, 12, 31))
    return Report(
        form=form,
        agency=draw(words),
        year=draw(st.none() | st.integers(1900, 2999)),
        title=draw(words),
        agency_as_printed=draw(words),
        region=draw(words),
        period_from=draw(days),
        period_to=draw(days),
        signed_by=draw(words),
        signed_on=draw(days),
        contact=draw(st.builds(Contact, words, words, words, words)),
        preamble=draw(texts),
        sections=tuple(
            draw(st.lists(st.builds(Section, st.integers(1, 6), texts, texts), max_size=6))
        ),
        ending=draw(texts),
        cells={one: pool[at % len(pool)] for at, one in enumerate(ids) if one not in some},
        facts=tuple(
            draw(
                st.lists(
                    st.builds(
                        Fact,
                        st.sampled_from(["posts", "received"]),
                        st.integers(0, 999) | st.decimals(0, 999, places=2),
                        st.sampled_from(["条", "件", "元"]),
                        texts,
                        words,
                    ),
                    max_size=3,
                )
            )
        ),
        notes=tuple(draw(st.lists(st.builds(Note, st.just("section-missing"), texts), max_size=2))),
    )
