"""What argparse says of a command that was typed wrongly, in Chinese."""

from __future__ import annotations

import re

#: What argparse says, and what we say instead.
_SAID: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"没有写明“\1”"),
    (
        r"argument 命令: invalid choice: '(.*?)' \(choose from (.+)\)",
        r"没有“\1”这个命令，可以是 \2",
    ),
    (r"argument (.+?): invalid choice: '(.*?)' \(choose from (.+)\)", r"“\1”没有“\2”，可以是 \3"),
    (r"argument (.+?): expected .*", r"“\1”后面没有写内容"),
    (r"argument (.+?): ignored explicit argument '(.*)'", r"“\1”后面不写内容，写了“\2”"),
    (r"argument (.+?): invalid .+ value: '(.*)'", r"“\1”写成“\2”，认不出"),
    (r"argument (.+?): not allowed with argument (.+)", r"“\1”和“\2”不能一起写"),
    (r"argument (.+?): (.+)", r"“\1”：\2"),
    (r"unrecognized arguments: (.+)", r"多写了“\1”"),
    (r"ambiguous option: (.+?) could match (.+)", r"“\1”不够明确，可以是 \2"),
)


def sentence(message: str, program: str) -> str:
    """What was typed wrongly and where to look, as one line."""
    return f"{in_chinese(message)}。用法见：{program} --help\n"


def in_chinese(message: str) -> str:
    """What argparse says, in Chinese; as it is where it is something else."""
    for pattern, words in _SAID:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return match.expand(words).replace("', '", "、").replace("'", "").replace(", ", "、")
    return message
