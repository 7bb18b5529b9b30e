"""Personal data at rest: encryption with named keys, and a keyed fingerprint for equality.

A token is: version byte, length of the key id, key id, 12 bytes nonce, AES-256-GCM of the text.
The context (`"<app>.<model>.<field>"`) is authenticated, so that a value cannot be moved into
another column.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import hmac
import json
import os
import secrets
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gongkai.office.refusal import InstallationError

VERSION = 1
NONCE = 12


class CryptoError(InstallationError):
    """A value that cannot be read with the keys at hand, or was changed."""


@dataclass(frozen=True)
class Keys:
    """`current` names the key new values are written with; the others still read old values.
    `index` keys the fingerprints and is never rotated, or equal values would no longer meet."""

    current: str
    keys: dict[str, bytes]
    index: bytes

    @property
    def identity(self) -> str:
        """Names the key file without telling a key: what a data directory remembers."""
        return self.derive("identity").hex()[:16]

    @property
    def beginning(self) -> bytes:
        """What a token of the current key begins with."""
        return _beginning(self.current)

    @property
    def beginnings(self) -> list[bytes]:
        """What the tokens begin with that can be read."""
        return [_beginning(name) for name in self.keys]

    def derive(self, purpose: str) -> bytes:
        return hmac.new(self.index, b"gongkai/" + purpose.encode(), hashlib.sha256).digest()

    def encrypt(self, plain: bytes, context: str) -> bytes:
        nonce = os.urandom(NONCE)
        sealed = AESGCM(self.keys[self.current]).encrypt(nonce, plain, context.encode())
        return self.beginning + nonce + sealed

    def decrypt(self, token: bytes, context: str) -> bytes:
        """Raises CryptoError: unknown key, another context, or a changed token."""
        token = bytes(token)
        if len(token) < 2 or token[0] != VERSION:
            raise CryptoError("加密内容的格式不认识，可能已经损坏。")
        start = 2 + token[1]
        name = token[2:start].decode("ascii", "replace")
        if name not in self.keys:
            raise CryptoError(f"密钥文件里没有编号为 {name} 的密钥，内容无法解读。")
        nonce, sealed = token[start : start + NONCE], token[start + NONCE :]
        try:
            return AESGCM(self.keys[name]).decrypt(nonce, sealed, context.encode())
        except InvalidTag as error:
            raise CryptoError("加密内容被改动过，或者不属于这个字段。") from error

    def fingerprint(self, value: str, kind: str) -> str:
        """64 hex digits, equal for equal normalised values of one `kind` (identity_number, …)."""
        text = normalise(value).encode()
        return hmac.new(self.derive("fingerprint/" + kind), text, hashlib.sha256).hexdigest()

    def fingerprint_bytes(self, data: bytes, kind: str) -> str:
        return hmac.new(self.derive("fingerprint/" + kind), data, hashlib.sha256).hexdigest()


def _beginning(name: str) -> bytes:
    written = name.encode("ascii")
    return bytes([VERSION, len(written)]) + written


def normalise(value: str) -> str:
    """One form for equal writings: full-width folded, spaces and hyphens dropped, upper case."""
    text = unicodedata.normalize("NFKC", value)
    return "".join(c for c in text if not c.isspace() and c not in "-—·").upper()


def create_key_file(path: Path) -> None:
    """Write a new key file, readable by its owner only; an existing file is never replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = {
        "current": "k1",
        "keys": {"k1": base64.b64encode(secrets.token_bytes(32)).decode()},
        "index": base64.b64encode(secrets.token_bytes(32)).decode(),
    }
    _write(path, body)


def _write(path: Path, body: Mapping[str, object]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(body, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    _keep_name(path)


def _keep_name(path: Path) -> None:
    """A name survives a power cut only once its directory is on the disk."""
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else changes the key file meanwhile: two new keys of one name would lose the first, and
    everything written with it."""
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(directory, fcntl.LOCK_EX)
        yield
    finally:
        os.close(directory)


def rotate(path: Path) -> str:
    """Add a new current key to the file; old values stay readable. Returns the new key's id. When it
    returns, the key survives a power cut; before, the file is the old one or the new one, whole."""
    body = json.loads(path.read_text(encoding="ascii"))
    # Somebody may have taken old keys out of the file: no name is given twice.
    name = f"k{max(int(held.removeprefix('k')) for held in body['keys']) + 1}"
    body["keys"][name] = base64.b64encode(secrets.token_bytes(32)).decode()
    body["current"] = name
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)  # of a rotation cut off here: nothing was written with its key
    _write(fresh, body)
    fresh.replace(path)
    _keep_name(path)
    return name


def load(path: Path) -> Keys:
    """Raises CryptoError when the file is not a key file."""
    try:
        body = json.loads(path.read_text(encoding="ascii"))
        keys = {name: base64.b64decode(text) for name, text in body["keys"].items()}
        loaded = Keys(body["current"], keys, base64.b64decode(body["index"]))
        loaded.keys[loaded.current]
    except FileNotFoundError as error:
        raise CryptoError(f"找不到密钥文件 {path}。请用 GONGKAI_KEY_FILE 指出它在哪里。") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CryptoError(f"{path} 不是密钥文件，或者已经损坏。请从保管处取回备份。") from error
    return loaded


def keys() -> Keys:
    """The keys of this installation, from the Django settings."""
    from django.conf import settings

    loaded: Keys = settings.KEYS
    return loaded
