"""How long it takes to find who took a narrative over from whom, among very many.

    PYTHONPATH=src:. python benchmarks/copying.py [--narratives 10000] [--sample 600]

The narratives are made of sentences that offices share in a long tail, so that every pair has something
in common; one in twenty takes nine tenths of its words from another's. The alternative compares every
pair, as most scripts do: once by the same sets of clauses, once by `difflib`, on a sample, and the time
for all is reckoned from the number of pairs.
"""

from __future__ import annotations

import argparse
import random
from difflib import SequenceMatcher
from itertools import combinations
from time import perf_counter

from gongkai.report.copying import Narrative, find_copies
from gongkai.report.likeness import COPIED, clauses, joined, share

#: What finding the copies among 10,000 narratives may take, in seconds.
LIMIT = 60.0

_WHAT = (
    "目录",
    "专栏",
    "解读",
    "答复",
    "台账",
    "公报",
    "窗口",
    "网站",
    "培训",
    "保密审查",
    "文件",
    "平台",
)
_DONE = (
    "及时更新",
    "逐项核对",
    "统一编号",
    "专人负责",
    "按季通报",
    "全部上网",
    "纳入考核",
    "开展自查",
)
_HOW = ("全年未发现差错", "群众反映较好", "比计划提前完成", "各科室配合有力", "质量有所提高")


def narratives(count: int, seed: int = 1) -> tuple[list[Narrative], set[int]]:
    """The texts, and which of them were made by copying."""
    chance = random.Random(seed)
    pool = [
        f"{chance.choice(_WHAT)}{chance.choice(_DONE)}第{n}批，涉及{chance.choice(_WHAT)}和"
        f"{chance.choice(_WHAT)}，{chance.choice(_HOW)}。"
        for n in range(4000)
    ]
    weights = [1 / (n + 20) for n in range(len(pool))]
    made: list[list[str]] = []
    copied: set[int] = set()
    for at in range(count):
        if at > 20 and at % 20 == 0:
            base = list(made[chance.randrange(at)])
            for place in chance.sample(range(len(base)), max(1, len(base) // 10)):
                base[place] = f"第{at}局另写一句，与别处都不相同。"
            made.append(base)
            copied.add(at)
        else:
            made.append(chance.choices(pool, weights, k=chance.randrange(15, 45)))
    return [Narrative(f"{n}", f"第{n}局", "".join(one)) for n, one in enumerate(made)], copied


def every_pair(texts: list[Narrative]) -> list[int]:
    """The percentage that each text shares with the likest other, by sets of clauses."""
    keys = [[c.key for c in clauses(joined(one.text))] for one in texts]
    known = [set(one) for one in keys]
    best = [0] * len(texts)
    for a, b in combinations(range(len(texts)), 2):
        best[a] = max(best[a], share(keys[a], known[b])[0])
        best[b] = max(best[b], share(keys[b], known[a])[0])
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--narratives", type=int, default=10_000)
    parser.add_argument("--sample", type=int, default=600)
    arguments = parser.parse_args()
    texts, copied = narratives(arguments.narratives)
    begin = perf_counter()
    found = find_copies(texts)
    ours = perf_counter() - begin
    said = {at for at, one in enumerate(found) if one is not None}
    print(f"{len(texts)} narratives: {ours:.1f} s (limit {LIMIT:.0f} s for 10000)")
    print(
        f"copies made {len(copied)}, of them found {len(copied & said)}; found in all {len(said)}"
    )

    sample = texts[: arguments.sample]
    pairs = len(texts) * (len(texts) - 1) / (len(sample) * (len(sample) - 1))
    begin = perf_counter()
    best = every_pair(sample)
    plain = perf_counter() - begin
    begin = perf_counter()
    ours_sample = find_copies(sample)
    small = perf_counter() - begin
    exact = {at for at, percent in enumerate(best) if percent >= COPIED}
    mine = {at for at, one in enumerate(ours_sample) if one is not None}
    print(
        f"{len(sample)} narratives, every pair by sets: {plain:.2f} s, all would take {plain * pairs:.0f} s"
    )
    print(
        f"{len(sample)} narratives, ours: {small:.2f} s, ratio {plain / small:.1f}; for all {plain * pairs / ours:.0f}"
    )
    print(
        f"found by every pair {len(exact)}, by ours {len(mine)}, by ours of them {len(exact & mine)}"
    )
    tried = list(combinations(sample[:60], 2))
    begin = perf_counter()
    for one, two in tried:
        SequenceMatcher(None, one.text, two.text, False).quick_ratio()
    taken = perf_counter() - begin
    whole = taken / len(tried) * len(texts) * (len(texts) - 1) / 2
    print(
        f"difflib's quick_ratio: {taken / len(tried) * 1000:.2f} ms a pair, all would take {whole / 3600:.1f} h"
    )
    return 0 if ours <= LIMIT * arguments.narratives / 10_000 and copied <= said else 1


if __name__ == "__main__":
    raise SystemExit(main())
