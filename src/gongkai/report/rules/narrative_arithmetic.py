"""The arithmetic of what the narrative says of applications: shares, balances, channels, growth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .claim import Claim
from .compared import PART, row_total, total
from .identity import why_not
from .model import Context, Finding, Need, Outcome, Severity
from .narrative_applications import (
    BASIS,
    CARRIED_IN,
    CARRIED_OUT,
    CONCLUDED,
    RECEIVED,
    is_result,
    words_rule,
)
from .years import not_comparable

_SHARE = re.compile(r"^[^，。；（\d]{0,6}[，（]?(?:约)?占[^，。；\d%]{0,20}?(\d+(?:\.\d+)?)%")


def _percentages(context: Context) -> Iterator[Outcome]:
    report, used = context.report, (CONCLUDED,)
    found = [
        (claim, share[1])
        for claim in context.said.claims
        if is_result(claim) and (share := _SHARE.search(claim.after))
    ]
    if not found:
        yield Outcome(used, not_evaluated="正文没有写各类办理结果的占比")
    bases = [row_total(report, row) for row in ("concluded", "received")]
    inflow = total([bases[1], row_total(report, "carried_in")])
    known = [Decimal(b) for b in (*bases, inflow) if b]
    for claim, printed in found:
        if not known or bases[0] is None:
            yield Outcome(used, not_evaluated=why_not(report, used))
            continue
        stated = Decimal(printed)
        step = Decimal(1).scaleb(int(stated.as_tuple().exponent))
        shares = [Decimal(claim.value) * 100 / base for base in known]
        if any(abs(share - stated) <= step for share in shares):
            yield Outcome(used)
        elif claim.part:
            yield Outcome(used, not_evaluated=PART)
        else:
            right = round(shares[0], 1)
            yield Outcome(
                used,
                Finding(
                    rule="NT-PCT",
                    severity=Severity.WARNING,
                    message=f"正文写 {claim.value} 件占 {printed}%，按办理结果总计 {bases[0]} 件算是 {right}%。",
                    basis=BASIS,
                    cells=used,
                    expected=f"{right}%",
                    actual=f"{printed}%",
                    judged=tuple(str(base) for base in known),
                    sentence=claim.sentence,
                    section=claim.section,
                ),
            )


def _balance_of_words(context: Context) -> Iterator[Outcome]:
    judged = False
    for item in dict.fromkeys(c.item for c in context.said.claims):
        claims = [c for c in context.said.claims if c.item == item and not c.part]
        parts = [c for c in context.said.claims if c.item == item and c.part]
        received = _only(claims, "new", "received")
        carried_in, done = _only(claims, "carried_in"), _only(claims, "done")
        carried_out = _only(claims, "carried_out") or _left_over(claims) or _only(claims, "open")
        if carried_in is None:
            carried_in = _inside_of_done(claims)
        if received is None or carried_in is None or done is None or parts:
            continue
        beside = context.said.beside_answered(done)
        outcome = _judge_balance(received, carried_in, done, carried_out, beside)
        if outcome:
            judged = True
            yield outcome
    if not judged:
        yield Outcome(not_evaluated="正文没有把收到、上年结转、办结、结转下年度的件数都写出")


def _only(claims: list[Claim], *kinds: str) -> Claim | None:
    """The one claim of these kinds; None when there is none, or when two say different numbers."""
    found = [c for c in claims if c.kind in kinds]
    return found[0] if found and len({c.value for c in found}) == 1 else None


def _left_over(claims: list[Claim]) -> Claim | None:
    return _only([c for c in claims if not c.inside], "carried")


def _inside_of_done(claims: list[Claim]) -> Claim | None:
    return _only([c for c in claims if c.inside], "carried")


def _judge_balance(
    r: Claim, b: Claim, c: Claim, d: Claim | None, beside: tuple[int, ...] = ()
) -> Outcome | None:
    said_inside = b.inside and r.sentence == b.sentence and _directly_after(r, b)
    if d is None:
        if said_inside and c.value > r.value:
            return _unbalanced(
                (r, b, c),
                f"正文说 {r.value} 件中已有上年结转 {b.value} 件，办结却有 {c.value} 件，多于收到的。",
                Severity.WARNING,
            )
        return None
    for more in beside:
        gap = r.value + b.value - (c.value + more + d.value)
        left = (gap, gap - b.value) if b.inside else (gap,)
        if more and 0 in left:
            return Outcome()
    if c.of_new and 0 <= r.value + b.value - c.value - d.value <= b.value:
        return Outcome()  # what is left are carried-in ones
    outside, inside = r.value + b.value == c.value + d.value, r.value == c.value + d.value
    if said_inside and not inside and outside:
        return _unbalanced(
            (r, b, c, d),
            f"正文说 {r.value} 件中已有上年结转 {b.value} 件，但 {r.value} 不等于办结 {c.value} 加结转下年度 "
            f"{d.value}；只有另加上年结转 {b.value} 件才相等，“其中”可能写错。",
            Severity.WARNING,
        )
    if outside or (inside and r.kind != "new"):
        return Outcome()
    return _unbalanced(
        (r, b, c, d),
        f"正文的四个数不平：收到 {r.value} + 上年结转 {b.value} = {r.value + b.value}，"
        f"办结 {c.value} + 结转下年度 {d.value} = {c.value + d.value}。"
        + ("“新收”的件数可能已经含了上年结转。" if inside else ""),
        Severity.ERROR,
    )


def _directly_after(parent: Claim, child: Claim) -> bool:
    """Whether the words put the child inside this parent: no other number stands between them."""
    found = re.search(r"\d+", parent.after)
    return found is not None and found.group() == str(child.value)


def _unbalanced(claims: tuple[Claim, ...], message: str, severity: Severity) -> Outcome:
    return Outcome(
        finding=Finding(
            rule="NT-IDENT",
            severity=severity,
            message=message,
            basis="国办公开办函〔2021〕30号附件，表三表头说明",
            cells=(RECEIVED, CARRIED_IN, CONCLUDED, CARRIED_OUT),
            sentence=claims[0].sentence,
            section=claims[0].section,
            suggestion="请写明收到的件数含不含上年结转。",
            judged=tuple(fact for c in claims for fact in (c.kind, str(c.value), c.sentence)),
        )
    )


def _channels(context: Context) -> Iterator[Outcome]:
    report, used = context.report, (RECEIVED,)
    judged = False
    for sentence in dict.fromkeys(c.sentence for c in context.said.of("channel")):
        claims = [c for c in context.said.of("channel") if c.sentence == sentence]
        ways = sentence[: sentence.rfind(claims[-1].after.rstrip("。")) or None]
        if len({c.channel for c in claims}) < 2 or re.search(r"其余|等方式|等渠道", ways):
            continue
        judged = True
        said = [c.value for c in context.said.of("new", "received") if c.sentence == sentence]
        if not said:
            continue  # the channels of something else
        new, carried = row_total(report, "received"), row_total(report, "carried_in")
        if new is None:
            yield Outcome(used, not_evaluated=why_not(report, used))
            continue
        added = sum(c.value for c in claims)
        if added in (*said, new, new + (carried or 0)):
            yield Outcome(used)
            continue
        shown = " + ".join(f"{c.channel} {c.value}" for c in claims)
        yield Outcome(
            used,
            Finding(
                rule="NT-CHAN",
                severity=Severity.WARNING,
                message=f"正文各种方式的申请 {shown} = {added} 件，表三本年新收总计是 {new} 件。",
                basis=BASIS,
                cells=used,
                expected=str(new),
                actual=str(added),
                sentence=sentence,
                section=claims[0].section,
                judged=(f"carried_in={carried}",),
            ),
        )
    if not judged:
        yield Outcome(used, not_evaluated="正文没有按申请方式写出件数")


_GROWTH = re.compile(
    r"^[^。；\d]{0,12}?(?:[比较与]?(?:上一?年度?|去年)(?:同期)?(?:相比)?|同比)，?(?:同比)?"
    r"(?P<way>增长|增加|上升|下降|减少|降低)(?:了|约)?(?P<size>\d+(?:\.\d+)?)(?P<unit>%|件)"
)


def _growth(context: Context) -> Iterator[Outcome]:
    report, used = context.report, (RECEIVED,)
    stated = [(c, g) for c in context.said.of("new", "received") if (g := _GROWTH.search(c.after))]
    if not stated:
        yield Outcome(used, not_evaluated="正文没有写申请数的增减")
        return
    reason = not_comparable(context, same_form=False)
    if reason is not None or context.previous is None:
        yield Outcome(used, not_evaluated=reason)
        return
    now, before = row_total(report, "received"), row_total(context.previous, "received")
    if now is None or not before:
        yield Outcome(used, not_evaluated="两年的新收总计没有都读到大于 0 的数字")
        return
    pairs = [(Decimal(now), Decimal(before))]
    with_carried = [total([n, row_total(r, "carried_in")]) for n, r in ((now, report), (before, context.previous))]  # fmt: skip
    if with_carried[0] is not None and with_carried[1]:
        pairs.append((Decimal(with_carried[0]), Decimal(with_carried[1])))
    for claim, found in stated:
        sign = -1 if found["way"] in ("下降", "减少", "降低") else 1
        size = sign * Decimal(found["size"])
        if found["unit"] == "件":
            holds = any(a - b == size for a, b in pairs)
            right = f"{pairs[0][0] - pairs[0][1]} 件"
        else:
            holds = any(abs((a / b - 1) * 100 - size) <= Decimal("0.5") for a, b in pairs)
            right = f"{round((pairs[0][0] / pairs[0][1] - 1) * 100, 1)}%"
        if holds:
            yield Outcome(used)
        elif claim.part:
            yield Outcome(used, not_evaluated=PART)
        else:
            yield Outcome(
                used,
                Finding(
                    rule="NT-GROWTH",
                    severity=Severity.WARNING,
                    message=(
                        f"正文写申请数比上年{found['way']} {found['size']}{found['unit']}，"
                        f"上年新收 {before} 件、今年 {now} 件，增减应当是 {right}。"
                    ),
                    basis=BASIS,
                    cells=used,
                    expected=right,
                    actual=f"{size}{found['unit']}",
                    sentence=claim.sentence,
                    section=claim.section,
                    judged=(str(before),),
                ),
            )


_PREVIOUS: frozenset[Need] = frozenset({"previous"})

RULES = (
    words_rule("NT-PCT", "正文的占比算得对", "正文的占比算得不对", "正文写的占比 = 件数 ÷ 办理结果总计（或者新收、新收加结转）", Severity.WARNING, _percentages, tolerance="末位可差 1"),
    words_rule("NT-IDENT", "正文的四个数自己要平", "正文的四个数自己不平", "收到 + 上年结转 = 办结 + 结转下年度；或者收到已含上年结转，收到 = 办结 + 结转下年度", Severity.ERROR, _balance_of_words),
    words_rule("NT-CHAN", "各种申请方式之和与表三相符", "各种申请方式之和与表三不符", "当面、信函、传真、网络等申请件数之和 = 本年新收总计（或者正文收到的件数）", Severity.WARNING, _channels),
    words_rule("NT-GROWTH", "正文申请数的增减算得对", "正文申请数的增减算得不对", "正文写的增减 = 今年新收 ÷ 上年新收 - 1", Severity.WARNING, _growth, needs=_PREVIOUS, tolerance="可差 0.5 个百分点"),
)  # fmt: skip
