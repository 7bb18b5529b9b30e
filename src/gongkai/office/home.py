"""The data directory and the key file: made together, checked together."""

from __future__ import annotations

from gongkai.office import crypto
from gongkai.office.environment import Environment
from gongkai.office.refusal import InstallationError

KEY_MARK = "KEY-ID"


class HomeError(InstallationError):
    """The data directory and the key file do not belong together; the message says what to do."""


def prepare(environment: Environment) -> None:
    """Make what a first start needs. A directory that was in use is never given a new key: its
    personal data would become unreadable in silence."""
    data, key_file = environment.data, environment.key_file
    if key_file.is_relative_to(data):
        raise HomeError(
            f"密钥文件 {key_file} 在数据目录里面，备份数据时会把密钥一起带走。"
            "请用 GONGKAI_KEY_FILE 把密钥放到数据目录以外。"
        )
    mark = data / KEY_MARK
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    environment.files.mkdir(exist_ok=True, mode=0o700)
    if not key_file.exists():
        if mark.exists():
            raise HomeError(
                f"数据目录 {data} 已经使用过，但找不到密钥文件 {key_file}。"
                "请把原来的密钥文件放回，或者用 GONGKAI_KEY_FILE 指出它在哪里。"
            )
        crypto.create_key_file(key_file)
    keys = crypto.load(key_file)
    if not mark.exists():
        mark.write_text(keys.identity + "\n", encoding="ascii")
    elif mark.read_text(encoding="ascii").strip() != keys.identity:
        raise HomeError(
            f"密钥文件 {key_file} 不是数据目录 {data} 的密钥，个人信息无法解读。请换回原来的密钥文件。"
        )
