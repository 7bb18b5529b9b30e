"""`gongkai manage rotate_keys`: a new key, and everything encrypted written again with it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from gongkai.office import rotation, time
from gongkai.office.command import OfficeCommand
from gongkai.office.documents.services import CONTEXT as CONTENT


class Command(OfficeCommand):
    help = "换用新的密钥，把加密保存的内容全部用它重新加密。请先停止服务。中断以后再运行一次，从中断处继续。"

    def handle(self, *args: Any, **options: Any) -> None:
        key_file = settings.ENVIRONMENT.key_file
        name = rotation.begin(key_file, now=time.now())
        self.stdout.write(f"现用密钥：{name}，在 {key_file} 里。")
        renewed: Counter[str] = Counter()
        for context, values in rotation.renew():
            renewed[context] += values
        files = renewed.pop(CONTENT, 0)
        self.stdout.write(
            f"重新加密了 {renewed.total()} 项内容和 {files} 个文件。"
            "旧密钥留在密钥文件里，以前的备份要用它读。请现在把密钥文件另存一份。"
        )
        if rotation.pending():
            raise CommandError(
                "换密钥的同时服务还在写入，写入的内容原样保留，仍是用旧密钥加密的。请停止服务，再运行一次。"
            )
