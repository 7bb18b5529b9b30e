"""Model fields of the whole project."""

from __future__ import annotations

from typing import Any

from django.db import models

from gongkai.office import crypto


class EncryptedTextField(models.BinaryField):  # type: ignore[type-arg]
    """Text kept encrypted; the empty text stays empty. It cannot be searched or compared: put a
    fingerprint (`crypto.keys().fingerprint`) beside it where equality matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    @property
    def context(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_default(self) -> str:
        return ""

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, bytes | memoryview):
            return bytes(value)
        return crypto.keys().encrypt(value.encode(), self.context) if value else b""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        if value is None:
            return None
        if isinstance(value, str):  # SQLite keeps whatever somebody writes around the program
            raise crypto.CryptoError("应当加密的内容没有加密，是绕过程序写进数据库的。")
        token = bytes(value)
        return crypto.keys().decrypt(token, self.context).decode() if token else ""

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))
