"""The index in PostgreSQL: a tsvector without places under a GIN index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from . import backend
from .backend import TABLE, run
from .words import Term


class Postgres:
    """See `backend.Backend`. The tokens are made by us, so no text search configuration is used:
    `array_to_tsvector` takes them as they are."""

    create = (
        f"CREATE TABLE {TABLE} (publication_id bigint PRIMARY KEY, tokens tsvector NOT NULL)",
        # Without the pending list a new item costs a little more and a search never waits for it.
        f"CREATE INDEX {TABLE}_gin ON {TABLE} USING gin (tokens) WITH (fastupdate = off)",
    )
    drop = (f"DROP TABLE IF EXISTS {TABLE}",)

    def add(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} VALUES (%s, array_to_tsvector(%s::text[])) "  # noqa: S608
                "ON CONFLICT (publication_id) DO UPDATE SET tokens = excluded.tokens",
                [(publication, list(tokens)) for publication, tokens in rows],
            )

    def remove(self, publication: int, tokens: Sequence[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE publication_id = %s", [publication])  # noqa: S608

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {TABLE}")

    def newest(self, terms: Sequence[Term], words: Sequence[str], limit: int) -> list[int]:
        asked = " & ".join(f"'{t.token}'{':*' if t.prefix else ''}" for t in terms)
        live = (
            f"FROM {TABLE} t "
            "JOIN publishing_publication p ON p.id = t.publication_id AND p.withdrawn_at IS NULL "
        )
        matching = "WHERE t.tokens @@ %s::tsquery ORDER BY t.publication_id DESC LIMIT %s"
        if not words:
            return run(f"SELECT t.publication_id {live} {matching}", [asked, limit])
        # No condition is moved below a limit: never more texts are compared than that.
        compared = " AND ".join("strpos(folded, %s) > 0" for _ in words)
        return run(
            f"SELECT id FROM (SELECT t.publication_id AS id, e.folded {live} "  # noqa: S608
            f"JOIN portal_searchentry e ON e.publication_id = t.publication_id {matching}) newest "
            f"WHERE {compared} ORDER BY id DESC LIMIT %s",
            [asked, backend.MOST_COMPARED, *words, limit],
        )
