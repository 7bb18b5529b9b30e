"""The index in SQLite: FTS5 without content and without places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from . import backend
from .backend import TABLE, run
from .words import Term


class Sqlite:
    """See `backend.Backend`. A row's id is the publication's, which grows with the time of
    publishing: walking the index backwards gives the newest first."""

    create = (
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5(tokens, content='', detail='none', "
        "prefix='1', tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M* S* P*'\")",
    )
    drop = (f"DROP TABLE IF EXISTS {TABLE}",)

    def add(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, tokens) VALUES (%s, %s)",  # noqa: S608
                [(publication, " ".join(tokens)) for publication, tokens in rows],
            )

    def remove(self, publication: int, tokens: Sequence[str]) -> None:
        # An index without content is told what it held.
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {TABLE} ({TABLE}, rowid, tokens) VALUES ('delete', %s, %s)",  # noqa: S608
                [publication, " ".join(tokens)],
            )

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')")  # noqa: S608

    def newest(self, terms: Sequence[Term], words: Sequence[str], limit: int) -> list[int]:
        asked = " AND ".join(f'"{t.token}"{"*" if t.prefix else ""}' for t in terms)
        live = (
            f"SELECT t.rowid AS id FROM {TABLE} t "  # noqa: S608
            "CROSS JOIN publishing_publication p ON p.id = t.rowid AND p.withdrawn_at IS NULL "
        )
        newest_first = "ORDER BY t.rowid DESC LIMIT %s"
        if not words:
            return run(f"{live} WHERE {TABLE} MATCH %s {newest_first}", [asked, limit])
        # The oldest that is compared is found first: the walk over the texts then stops at `limit`.
        oldest = f"SELECT MIN(id) FROM ({live} WHERE {TABLE} MATCH %s {newest_first})"  # noqa: S608
        compared = "".join(" AND instr(e.folded, %s) > 0" for _ in words)
        return run(
            f"{live} CROSS JOIN portal_searchentry e ON e.publication_id = t.rowid "
            f"WHERE {TABLE} MATCH %s AND t.rowid >= ({oldest}){compared} {newest_first}",
            [asked, asked, backend.MOST_COMPARED, *words, limit],
        )
