"""A search: the newest matches, those with the words in their title first, a page of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.office.portal.models import SearchEntry
from gongkai.office.publishing import queries as publishing

from .backend import backend, facet, title_terms
from .snippets import Pieces, marked, snippet
from .words import Term, Word, fold, parse

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency
    from gongkai.office.publishing.models import Publication

#: Matches that are looked at; a common word has more, and its newest are what people look for.
MOST = 1000
MOST_TITLES = 200
PAGE = 20


@dataclass(frozen=True)
class Filters:
    """What narrows a search; None and empty do not."""

    column: int | None = None
    year: int | None = None
    kind: str = ""

    @property
    def tokens(self) -> list[str]:
        found = []
        if self.column is not None:
            found.append(facet("c", self.column))
        if self.year is not None:
            found.append(facet("y", self.year))
        if self.kind:
            found.append(facet("k", self.kind))
        return found


@dataclass(frozen=True)
class Hit:
    """One result: the live publication, its title and a piece of its text with the hits marked."""

    publication: Publication
    title: Pieces
    snippet: Pieces


@dataclass(frozen=True)
class Found:
    """A page of results. `count` is how many there are, at most MOST; `more` says there are more."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    count: int
    more: bool
    page: int
    pages: int

    @property
    def count_words(self) -> str:
        return f"{MOST}+" if self.more else str(self.count)


NOTHING = Found((), (), 0, False, 1, 0)


def search(
    agency: Agency,
    typed: str,
    *,
    filters: Filters = Filters(),
    page: int = 1,
    by_date: bool = False,
) -> Found:
    """The live publications that hold all words of `typed`: those with the words in their title
    first, or all from new to old (`by_date`). Four queries at most."""
    words = parse(typed)
    if not words:
        return NOTHING
    ranked, more = _ranked(agency, words, filters, by_date)
    pages = -(-len(ranked) // PAGE)
    page = min(max(page, 1), max(pages, 1))
    ids = ranked[(page - 1) * PAGE : page * PAGE]
    texts = tuple(word.text for word in words)
    shown = publishing.published(agency).defer("version__body")
    live = {p.pk: p for p in shown.filter(pk__in=ids)} if ids else {}
    entries = SearchEntry.objects.in_bulk(list(live))
    hits = tuple(_hit(live[pk], entries.get(pk), texts) for pk in ids if pk in live)
    return Found(texts, hits, len(ranked), more, page, pages)


def _ranked(
    agency: Agency, words: list[Word], filters: Filters, by_date: bool
) -> tuple[list[int], bool]:
    facets = [Term(t) for t in (facet("a", agency.pk), *filters.tokens)]
    terms = [term for word in words for term in word.terms]
    compared = [word.text for word in words if word.compare]
    index = backend()
    newest = index.newest([*terms, *facets], compared, MOST + 1)
    titles = []
    if newest and not by_date:
        titles = index.newest([*title_terms(terms), *facets], compared, MOST_TITLES)
    ranked = list(dict.fromkeys([*titles, *newest]))
    return ranked[:MOST], len(newest) > MOST


def _hit(publication: Publication, entry: SearchEntry | None, words: tuple[str, ...]) -> Hit:
    title = publication.version.title
    pieces: Pieces = []
    if entry is not None:
        # The text begins with the title, which the result shows above it.
        start = len(title) + 1 if entry.text.startswith(title) else 0
        pieces = snippet(entry.text[start:], entry.folded[start:], words)
    return Hit(publication, marked(title, fold(title), words), pieces)
