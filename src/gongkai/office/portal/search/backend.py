"""The two indexes behind one interface: SQLite FTS5, and PostgreSQL tsvector with GIN.

Both hold, for a publication, a set of tokens without places. Asked for terms, they give the newest
publications that have all of them and are still before the public: the join to the live
publications is part of the question, so a withdrawn item is gone before the index knows of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.db import connection

from .words import FACET, TITLE, Term

TABLE = "portal_searchtokens"
#: The texts that are compared for one question: reading more takes seconds where the parts of a
#: word are common and the word itself is rare, and anybody may ask.
MOST_COMPARED = 5_000


class Backend(Protocol):
    """What each vendor does."""

    @property
    def create(self) -> Sequence[str]:
        """SQL that makes the index."""

    @property
    def drop(self) -> Sequence[str]:
        """SQL that takes it away."""

    def add(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Put publications with their tokens, in any order; they are not in the index yet."""

    def remove(self, publication: int, tokens: Sequence[str]) -> None:
        """Take out one publication with the tokens it was put in with."""

    def clear(self) -> None:
        """Empty the index."""

    def newest(self, terms: Sequence[Term], words: Sequence[str], limit: int) -> list[int]:
        """The ids of the newest `limit` live publications with all terms whose folded text holds
        all `words`. Only the newest MOST_COMPARED publications with all terms are compared with
        `words`: what is older than these is not found by them."""


def backend() -> Backend:
    """The one of the database in use."""
    if connection.vendor == "sqlite":
        from .sqlite import Sqlite

        return Sqlite()
    from .postgres import Postgres

    return Postgres()


def run(sql: str, parameters: Sequence[Any] = ()) -> list[int]:
    """The first column of what a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]


def title_terms(terms: Iterable[Term]) -> list[Term]:
    """The same terms, asked of titles only."""
    return [Term(TITLE + term.token, term.prefix) for term in terms]


def facet(kind: str, value: object) -> str:
    """The token of a filter, e.g. of a column or a year."""
    return f"{FACET}{kind}{value}"
