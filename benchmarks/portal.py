"""The public site over 100,000 items: pages, search, and how soon a published item is found.

    PYTHONPATH=src python benchmarks/portal.py [--database sqlite|postgres] [--items 100000]

Milliseconds, p50 and p95. Lists (first page, a page deep inside, a rare and a common column, a year)
and items are whole pages through Django. Search is 200 questions of all frequencies, from words in
nearly every item to words in one: two characters, four, two words, a document number. Beside it what
one would write first: `LIKE '%word%'` over titles and texts, newest twenty, and its count. Publish to
found is measured with the real worker beside. Targets (p95): list and item 50, search 50 on SQLite
and 150 on PostgreSQL, publish to found 1,000.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles
from time import perf_counter, sleep
from typing import Any
from uuid import UUID

import intake

FIRST, LAST = date(2019, 5, 15), date(2026, 10, 20)
COMMON, RARE = "penalties", "recruitment"
LETTERS = [chr(c) for c in range(0x4E00, 0x4E00 + 2400)]
BATCH = 2000


class Language:
    """Invented words whose frequencies fall as those of a language do."""

    def __init__(self, chance: random.Random, size: int = 12_000) -> None:
        self.words = ["".join(chance.choices(LETTERS, k=2)) for _ in range(size)]
        self._weights = [1 / (rank + 3) for rank in range(size)]
        self._chance = chance

    def text(self, count: int) -> str:
        return "".join(self._chance.choices(self.words, self._weights, k=count))


def fill(items: int, chance: random.Random) -> tuple[Any, Language]:
    """The agency with its items, published and indexed. The guards step aside: these rows were never
    reviewed and have no ledger events."""
    from django.db import connection

    from gongkai.office import guards, time
    from gongkai.office.agencies.models import Agency, Person
    from gongkai.office.portal.search import index
    from gongkai.office.publishing.models import Column, InformationItem, ItemVersion, Publication
    from gongkai.office.publishing.services import seed_columns

    agency, person = Agency.objects.get(), Person.objects.get()
    seed_columns(agency=agency, actor=None, now=time.at(FIRST))
    columns = {c.slug: c for c in Column.objects.filter(block="proactive")}
    usual = [c for slug, c in columns.items() if slug not in (COMMON, RARE)]
    guards.remove(guards.registry())
    language = Language(chance)
    span = (LAST - FIRST).days
    for first in range(1, items + 1, BATCH):
        numbers = range(first, min(first + BATCH, items + 1))
        made, versions, publications = [], [], []
        for n in numbers:
            day = FIRST + timedelta(span * n // items)
            column = columns[COMMON] if n % 2 else chance.choice(usual)
            if n % 1000 == 0:
                column = columns[RARE]
            made.append(
                InformationItem(
                    id=n,
                    uid=UUID(int=n),
                    agency=agency,
                    column=column,
                    index_number=f"{agency.credit_code}/{day.year}-{n:06d}",
                    formed_on=day,
                    created_by=person,
                    created_at=time.at(day),
                    in_work=False,
                )
            )
            text = "".join(f"<p>{language.text(chance.randint(10, 60))}。</p>" for _ in range(6))
            versions.append(
                ItemVersion(
                    id=n,
                    uid=UUID(int=n),
                    item_id=n,
                    number=1,
                    title=language.text(8),
                    body=text,
                    document_number=f"云卫〔{day.year}〕{n}号" if n % 3 == 0 else "",
                    digest="0" * 64,
                    edited_by=person,
                    recorded_at=time.at(day),
                )
            )
            publications.append(
                Publication(
                    id=n,
                    uid=UUID(int=n),
                    agency=agency,
                    item_id=n,
                    version_id=n,
                    published_at=time.at(day),
                    published_on=day,
                    published_by=person,
                    position=n,
                )
            )
        InformationItem.objects.bulk_create(made)
        ItemVersion.objects.bulk_create(versions)
        Publication.objects.bulk_create(publications)
    started = perf_counter()
    index.rebuild()
    print(f"index of {items} items built in {perf_counter() - started:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            from django.core.management.color import no_style

            for sql in connection.ops.sequence_reset_sql(
                no_style(), [InformationItem, ItemVersion, Publication]
            ):
                cursor.execute(sql)
    return agency, language


def questions(language: Language, items: int, chance: random.Random) -> list[str]:
    """200 searches: ranks of words spread evenly over the orders of magnitude."""

    def word() -> str:
        return language.words[int(len(language.words) ** chance.random()) - 1]

    return (
        [word() for _ in range(110)]
        + [word() + word() for _ in range(30)]
        + [f"{word()} {word()}" for _ in range(30)]
        + [f"云卫〔2024〕{3 * chance.randint(1, items // 3)}号" for _ in range(20)]
        + [chance.choice(LETTERS) for _ in range(10)]
    )


def timed(acts: Sequence[Callable[[], object]]) -> list[float]:
    """Milliseconds of each, once, after three to warm up."""
    for act in acts[:3]:
        act()
    found = []
    for act in acts:
        started = perf_counter()
        act()
        found.append((perf_counter() - started) * 1000)
    return found


def told(name: str, times: list[float]) -> None:
    cut = quantiles(times, n=100)
    print(
        f"{name:44} p50 {cut[49]:9.1f}   p95 {cut[94]:9.1f}   worst {max(times):9.1f}", flush=True
    )


def show(agency: Any, language: Language, items: int) -> None:
    from django.test import Client

    from gongkai.office.portal.search import search

    chance = random.Random(7)
    browser = Client()

    def get(path: str) -> Callable[[], object]:
        def act() -> None:
            answer = browser.get(path, headers={"host": "localhost"})
            assert answer.status_code == 200, path
            b"".join(answer) if answer.streaming else answer.content

        return act

    def deep() -> str:
        n = chance.randint(1, items)
        return f"{FIRST + timedelta((LAST - FIRST).days * n // items)}_{n}"

    def number() -> str:
        n = chance.randint(1, items)
        year = (FIRST + timedelta((LAST - FIRST).days * n // items)).year
        return f"{agency.credit_code}/{year}-{n:06d}"

    told("home page", timed([get("/")] * 40))
    told("list, first page", timed([get("/items/")] * 40))
    told("list, a page anywhere", timed([get(f"/items/?after={deep()}") for _ in range(60)]))
    told("column of half the items", timed([get(f"/column/{COMMON}/")] * 40))
    told("column of every thousandth", timed([get(f"/column/{RARE}/")] * 40))
    told(
        "that column, a page anywhere",
        timed([get(f"/column/{RARE}/?after={deep()}") for _ in range(40)]),
    )
    told("a year of one kind", timed([get("/items/?year=2022&kind=document")] * 40))
    told("item", timed([get(f"/item/{number()}/") for _ in range(100)]))
    asked = questions(language, items, chance)
    told("search, 200 questions", timed([lambda q=q: search(agency, q) for q in asked]))
    told("search as a page", timed([get(f"/search/?q={q}") for q in asked]))
    told("alternative: LIKE '%…%', 20 questions", timed([like(agency, q) for q in asked[::10]]))


def like(agency: Any, typed: str) -> Callable[[], object]:
    """The newest twenty and their number, as one would write it first."""
    from gongkai.office.portal.models import SearchEntry
    from gongkai.office.publishing.queries import published

    def act() -> object:
        rows = published(agency)
        for word in typed.split():
            # Titles and texts as they are public; the versions' own texts are encrypted.
            holding = SearchEntry.objects.filter(text__contains=word).values("publication")
            rows = rows.filter(pk__in=holding)
        return rows.count(), list(rows[:20])

    return act


def publish_to_found(agency: Any, items: int) -> None:
    """With the real worker: from the commit of a publication to its first appearance in a search."""
    from django.db import transaction

    from gongkai.office import time
    from gongkai.office.agencies.models import Person
    from gongkai.office.outbox import enqueue
    from gongkai.office.portal.search import search
    from gongkai.office.publishing.models import Column, InformationItem, ItemVersion, Publication

    person, now = Person.objects.get(), time.at(LAST)
    worker = subprocess.Popen([sys.executable, "-m", "gongkai.office.manage", "work"])
    try:
        sleep(6)  # it starts
        times = []
        for n in range(12):
            title = f"即时公开{n}号" + "".join(random.Random(n).choices(LETTERS, k=6))
            with transaction.atomic():
                item = InformationItem.objects.create(
                    agency=agency,
                    column=Column.objects.get(slug=COMMON),
                    index_number=f"{agency.credit_code}/2026-{items + n + 900000:06d}",
                    formed_on=LAST,
                    created_by=person,
                    created_at=now,
                )
                version = ItemVersion.objects.create(
                    item=item,
                    number=1,
                    title=title,
                    body="<p>正文。</p>",
                    digest="0" * 64,
                    edited_by=person,
                    recorded_at=now,
                )
                made = Publication.objects.create(
                    agency=agency,
                    item=item,
                    version=version,
                    published_at=now,
                    published_on=LAST,
                    published_by=person,
                    position=items + n + 1,
                )
                enqueue("publishing.published", publication=made.pk, item=item.pk)
            started = perf_counter()
            while not search(agency, title[-4:]).hits:
                sleep(0.01)
            times.append((perf_counter() - started) * 1000)
            sleep(random.Random(n).random() / 3)
        told("publish to found, with the worker", times)
    finally:
        worker.terminate()
        worker.wait(20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--items", type=int, default=100_000)
    options = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="gongkai-portal-"))
    os.environ["GONGKAI_HOSTS"] = "localhost"
    try:
        intake.set_up(options.database, root)
        print(f"{options.database}, {options.items} items")
        agency, language = fill(options.items, random.Random(1))
        show(agency, language, options.items)
        publish_to_found(agency, options.items)
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
