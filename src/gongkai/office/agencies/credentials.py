"""Services for passwords and second factors.

Codes follow RFC 6238 (30 seconds, six digits). `clock` is the true instant (`time.clock()`), not
the invented day of a demo: the code comes from a telephone whose clock is right.
"""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta
from urllib.parse import quote

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django_otp.oath import TOTP

from gongkai.office import crypto, time
from gongkai.office.agencies import queries
from gongkai.office.agencies.models import Agency, Person, Role, SecondFactor
from gongkai.office.agencies.services import require
from gongkai.office.agencies.staff import only_here
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal

TRIES = 5
PAUSE = timedelta(minutes=15)
DRIFT = 1  # steps of 30 seconds a telephone may be early or late


@transaction.atomic
def change_password(*, actor: Person, now: datetime, old: str, new: str) -> None:
    """The person's own password. Raises Refusal("wrong-password", "weak-password")."""
    if not actor.check_password(old):
        raise Refusal("wrong-password", "现在的密码不对，请重新输入。")
    if old == new:
        raise Refusal("weak-password", "新密码与现在的相同，请换一个。")
    _set_password(actor, new, must_change=False)
    _tell_ledgers(actor, actor, now, "person.password_changed")


@transaction.atomic
def reset_password(
    *, actor: Person, now: datetime, agency: Agency, person: Person, new: str
) -> None:
    """The administrator gives a person of the agency a password to be changed at the next login;
    the person's open sessions end. Raises Refusal: not permitted, not of this agency, weak."""
    _administer(actor, now, agency, person)
    _set_password(person, new, must_change=True)
    _tell(agency, actor, person, now, "person.password_reset")


def _set_password(person: Person, new: str, *, must_change: bool) -> None:
    try:
        validate_password(new, person)
    except ValidationError as error:
        raise Refusal("weak-password", "".join(error.messages)) from error
    person.set_password(new)
    person.must_change_password = must_change
    person.save(update_fields=["password", "must_change_password"])


def begin_enrolment(*, actor: Person) -> SecondFactor:
    """The factor in force, or one with the secret that its first code puts in force. Nothing is
    written: whoever only looks changes nothing. A person's first secret follows from the key file;
    `drop_second_factor` leaves another, so that a lost telephone never fits again."""
    held = SecondFactor.objects.filter(person=actor).first() or SecondFactor(person=actor)
    held.secret = held.secret or _first_secret(actor)
    return held


def _first_secret(person: Person) -> str:
    return _written(crypto.keys().derive(f"second-factor/{person.uid}")[:20])


def _written(secret: bytes) -> str:
    return base64.b32encode(secret).decode()


@transaction.atomic
def confirm_enrolment(*, actor: Person, now: datetime, clock: datetime, code: str) -> None:
    """From now on the person logs in with a code too. Raises Refusal("wrong-code")."""
    SecondFactor.objects.get_or_create(person=actor)
    factor = SecondFactor.objects.select_for_update(no_key=True).get(person=actor)
    factor.secret = factor.secret or _first_secret(actor)
    step = _step_of(factor, code, clock)
    if step is None:
        raise Refusal(
            "wrong-code", "验证码不对。请核对手机上的时间是否准确，再输入当前显示的 6 位数字。"
        )
    factor.confirmed_at = now
    factor.last_step = step
    factor.save(update_fields=["secret", "confirmed_at", "last_step"])
    _tell_ledgers(actor, actor, now, "person.second_factor_set")


def check_code(*, person: Person, clock: datetime, code: str) -> None:
    """Take a code at login. Raises Refusal: "locked" after TRIES wrong ones, for PAUSE;
    "wrong-code" before. The count of failures is kept although the login is refused."""
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update(no_key=True).get(person=person)
        if factor.locked_until and clock < factor.locked_until:
            step, locked = None, True
        else:
            step = _step_of(factor, code, clock)
            locked = False
            if step is None:
                factor.failures += 1
                if factor.failures >= TRIES:
                    factor.failures, factor.locked_until = 0, clock + PAUSE
                    locked = True
            else:
                factor.failures, factor.locked_until, factor.last_step = 0, None, step
            factor.save(update_fields=["failures", "locked_until", "last_step"])
    if locked:
        raise Refusal("locked", "验证码连续输错 5 次，15 分钟以后才能再试。急用时请找机关管理员。")
    if step is None:
        raise Refusal("wrong-code", "验证码不对，或者已经用过。请输入手机上当前显示的 6 位数字。")


@transaction.atomic
def drop_second_factor(*, actor: Person, now: datetime, agency: Agency, person: Person) -> None:
    """The administrator takes a lost telephone out of use."""
    _administer(actor, now, agency, person)
    SecondFactor.objects.filter(person=person).delete()
    SecondFactor.objects.create(person=person, secret=_written(secrets.token_bytes(20)))
    _tell(agency, actor, person, now, "person.second_factor_dropped")


def enrolment_address(person: Person, factor: SecondFactor, issuer: str) -> str:
    """The otpauth address an authenticator app reads from the picture."""
    label = quote(f"{issuer}:{person.login_name}")
    return f"otpauth://totp/{label}?secret={factor.secret}&issuer={quote(issuer)}"


def has_second_factor(person: Person) -> bool:
    return SecondFactor.objects.filter(person=person, confirmed_at__isnull=False).exists()


def _step_of(factor: SecondFactor, code: str, clock: datetime) -> int | None:
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) == 6):
        return None
    totp = TOTP(base64.b32decode(factor.secret))
    totp.time = clock.timestamp()
    if not totp.verify(int(digits), tolerance=DRIFT, min_t=factor.last_step + 1):
        return None
    return int(totp.t())


def _administer(actor: Person, now: datetime, agency: Agency, person: Person) -> None:
    today = time.today(now)
    require(actor, agency, Role.ADMINISTRATOR, today)
    only_here(person, agency, today)


def _tell_ledgers(actor: Person, person: Person, now: datetime, verb: str) -> None:
    for agency in queries.agencies_of(person):
        _tell(agency, actor, person, now, verb)


def _tell(agency: Agency, actor: Person, person: Person, now: datetime, verb: str) -> None:
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb=verb,
        subject=f"agencies.person:{person.uid}",
        data={},
    )
