"""A Word file as the first version of an item: title, number, date and body as the paper prints
them. Pure; what it guesses is shown in the editor before anybody hands it in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape

from gongkai.office.publishing.cleaning import clean
from gongkai.office.publishing.content import Content
from gongkai.office.refusal import Refusal
from gongkai.report.read import ReadError, read_document
from gongkai.report.read.blocks import Block, Grid, Paragraph

MOST_BYTES = 20 * 1024 * 1024
_KINDS = frozenset({"docx", "doc", "rtf", "word-xml", "odt", "html", "text"})
_NUMBER = re.compile(
    r"^[（(]?([\u4e00-\u9fff]{1,12}[〔\[（(]\s*20\d{2}\s*[〕\])）]\s*第?\s*\d{1,5}\s*号)[）)]?$"
)
_DATE = re.compile(r"^(20\d{2})年(\d{1,2})月(\d{1,2})日$")
_CHAPTER = re.compile(r"^第[一二三四五六七八九十百]+[章节](?:\s|$)")
_FIRST_LEVEL = re.compile(r"^[一二三四五六七八九十]+、\S{1,30}$")
_TITLE_LENGTH = 200


def imported(data: bytes, name: str) -> Content:
    """What a file holds. Raises Refusal: file-too-big, file-unread."""
    if len(data) > MOST_BYTES:
        raise Refusal("file-too-big", f"“{name}”超过 20 MB，请删去大图后另存再导入。")
    try:
        document = read_document(data, name)
    except ReadError as error:
        raise Refusal("file-unread", f"“{name}”没有读成：{error}") from error
    plain = document.kind == "text" and not name.lower().endswith(".txt")
    if document.kind not in _KINDS or plain:
        raise Refusal(
            "file-unread", f"“{name}”不是 Word 文件，不能作为正文导入。可以作为附件加进来。"
        )
    blocks = [b for b in document.blocks if isinstance(b, Grid) or b.text.strip()]
    if not blocks:
        raise Refusal("file-unread", f"“{name}”里没有文字。请检查文件，或者作为附件加进来。")
    title, number, rest = _head(blocks)
    return Content(
        title=title or name.rsplit(".", 1)[0][:_TITLE_LENGTH],
        body=clean("\n".join(_html(block) for block in rest)),
        document_number=number,
        issuing_agencies=_signature(rest),
        written_on=_last_date(rest),
    )


def _plain(block: Block) -> str:
    return " ".join(block.text.split()) if isinstance(block, Paragraph) else ""


def _head(blocks: Sequence[Block]) -> tuple[str, str, Sequence[Block]]:
    """The title and the number out of the first lines, and what follows them. The red head of a
    paper (…文件) before its number is no title."""
    title, number = "", ""
    for index, block in enumerate(blocks[:8]):
        text = _plain(block)
        found = _NUMBER.match(text)
        if found and not number:
            number = re.sub(r"\s", "", found[1])
            continue
        if not text or text.endswith("文件"):
            continue
        if title and (number or text[-1] in "：:。；" or len(text) > 60 or len(title) > 60):
            return title, number, blocks[index:]
        if title and not _continues(title, text):
            return title, number, blocks[index:]
        title += text
    return title[:_TITLE_LENGTH], number, blocks[8:] if title else blocks


def _continues(title: str, text: str) -> bool:
    """Whether a short second line belongs to the title: it ends as titles do and the first does not."""
    ends = ("通知", "公告", "公示", "办法", "规定", "意见", "方案", "报告", "细则", "决定", "通告")
    return text.endswith(ends) and not title.endswith((*ends, "》"))


def _html(block: Block) -> str:
    if isinstance(block, Grid):
        rows = []
        for row in block.rows:
            cells = "".join(
                f'<td colspan="{c.column_span}" rowspan="{c.row_span}">'
                + "<br>".join(escape(line) for line in c.text.splitlines())
                + "</td>"
                for c in row
            )
            rows.append(f"<tr>{cells}</tr>")
        return f"<table>{''.join(rows)}</table>"
    text = escape(_plain(block))
    if block.heading is not None or _CHAPTER.match(text):
        return f"<h{min(4, 1 + (block.heading or 1))}>{text}</h{min(4, 1 + (block.heading or 1))}>"
    return f"<h3>{text}</h3>" if _FIRST_LEVEL.match(text) else f"<p>{text}</p>"


def _last_date(blocks: Sequence[Block]) -> date | None:
    """成文日期: the last line that is a date and nothing else."""
    for block in reversed(blocks):
        found = _DATE.match(re.sub(r"\s", "", _plain(block)))
        if found:
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                return None
    return None


def _signature(blocks: Sequence[Block]) -> str:
    """发文机关: the line before that date, when it reads like a body's name."""
    texts = [_plain(block) for block in blocks]
    for index in range(len(texts) - 1, 0, -1):
        if _DATE.match(re.sub(r"\s", "", texts[index])):
            name = texts[index - 1]
            return name if 4 <= len(name) <= 60 and name[-1] not in "。；，：" else ""
    return ""
