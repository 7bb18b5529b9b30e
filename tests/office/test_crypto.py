"""Personal data at rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.office import crypto

KEYS = crypto.Keys("k1", {"k1": b"1" * 32}, b"i" * 32)


@given(st.binary(max_size=300), st.text(max_size=20))
def test_what_goes_in_comes_out_and_never_lies_open(plain: bytes, context: str) -> None:
    token = KEYS.encrypt(plain, context)
    assert KEYS.decrypt(token, context) == plain
    assert token != KEYS.encrypt(plain, context)
    assert len(plain) < 4 or plain not in token


def test_a_value_moved_into_another_field_is_refused() -> None:
    token = KEYS.encrypt("江听雨".encode(), "applications.applicant.name")
    with pytest.raises(crypto.CryptoError, match="改动过"):
        KEYS.decrypt(token, "applications.applicant.address")


def test_every_changed_byte_is_noticed() -> None:
    token = KEYS.encrypt(b"x", "c")
    for place in range(len(token)):
        changed = bytearray(token)
        changed[place] ^= 1
        with pytest.raises(crypto.CryptoError):
            KEYS.decrypt(bytes(changed), "c")


def test_equal_writings_have_one_fingerprint_and_kinds_are_apart() -> None:
    one = KEYS.fingerprint("11010119900307123x", "identity_number")
    assert one == KEYS.fingerprint(" １１０１０１-19900307 123X", "identity_number")
    assert one != KEYS.fingerprint("11010119900307123x", "telephone")


def test_after_rotation_old_values_are_read_and_new_ones_use_the_new_key(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    crypto.create_key_file(path)
    before = crypto.load(path)
    token = before.encrypt(b"a", "c")
    assert crypto.rotate(path) == "k2"
    after = crypto.load(path)
    assert after.decrypt(token, "c") == b"a"
    assert after.encrypt(b"a", "c")[2:4] == b"k2"
    assert after.identity == before.identity
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_new_key_takes_no_name_that_was_given(tmp_path: Path) -> None:
    """Written over, the key of that name would be lost, and everything under it."""
    path = tmp_path / "keys"
    crypto.create_key_file(path)
    crypto.rotate(path)
    body = json.loads(path.read_text())
    del body["keys"]["k1"]
    path.write_text(json.dumps(body))
    held = crypto.load(path).keys["k2"]
    assert crypto.rotate(path) == "k3"
    assert crypto.load(path).keys["k2"] == held


def test_a_file_that_is_no_key_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text("{}")
    with pytest.raises(crypto.CryptoError, match="不是密钥文件"):
        crypto.load(path)
