"""A cleaned body as lines that a person can edit in a plain field, and back. Pure.

A line is a paragraph. `# `, `## `, `### ` begin headings, `- ` an entry of a list, `+ ` of a numbered
one, `| a | b |` a table's row; `**strong**` and `[words](address)` stand within a line. A table with
merged cells or a list within a list is one line of HTML, left as it is by who does not know it.
`clean(to_html(to_lines(body))) == body` for every cleaned body.
"""

from __future__ import annotations

import re
from html import escape, unescape

_HEADINGS = {"h2": "# ", "h3": "## ", "h4": "### "}
_BLOCK = re.compile(r"<(p|h2|h3|h4)>(.*)</\1>")
_LIST = re.compile(r"<(ul|ol)>((?:<li>.*?</li>)+)</\1>")
_ENTRY = re.compile(r"<li>(.*?)</li>")
_TABLE = re.compile(r"<table><tbody>((?:<tr>(?:<td>.*?</td>)+</tr>)+)</tbody></table>")
_ROW = re.compile(r"<tr>(.*?)</tr>")
_CELL = re.compile(r"<td>(.*?)</td>")
_INLINE = re.compile(r'<a href="([^"]*)">|<(/?)(strong|em|sub|sup|a)>')
_MARKED = re.compile(
    r"(\\.)|\*\*(?=\S)(.+?)(?<=\S)\*\*|\[([^\[\]]+)\]\(([^()\s]+)\)|(</?(?:em|sub|sup)>)"
)
_SPECIAL = re.compile(r"(\\|\*\*|\[(?=[^\[\]]*\]\()|<(?=/?(?:em|sub|sup)>))")
_LEADING = re.compile(r"(#{1,3} |[-+] |\||<(?:table|ul|ol|blockquote|p|h[234])>|<ol start)")


def to_lines(body: str) -> str:
    """The body as editable lines, blocks apart by an empty line."""
    return "\n\n".join(_block(block) for block in body.split("\n")) if body else ""


def _block(block: str) -> str:
    found = _BLOCK.fullmatch(block)
    if found and (line := _line(found[2])) is not None:
        if found[1] == "p":
            return ("\\" + line) if _LEADING.match(line) else line
        return _HEADINGS[found[1]] + line
    listed = _LIST.fullmatch(block)
    if listed:
        entries = [_line(entry) for entry in _ENTRY.findall(listed[2])]
        if None not in entries:
            mark = "- " if listed[1] == "ul" else "+ "
            return "\n".join(mark + str(entry) for entry in entries)
    table = _TABLE.fullmatch(block)
    if table:
        rows = [[_line(c) for c in _CELL.findall(row)] for row in _ROW.findall(table[1])]
        if all(cell is not None and "|" not in cell for row in rows for cell in row):
            return "\n".join("| " + " | ".join(str(c) for c in row) + " |" for row in rows)
    return block


def _line(inner: str) -> str | None:
    """A line's markup as marks; None when it holds more than marks can say."""
    if re.search(r"<(?!/?(?:strong|em|sub|sup|a)[ >])", inner):
        return None
    parts: list[str] = []
    targets: list[str] = []
    place = 0
    for tag in _INLINE.finditer(inner):
        parts.append(_escaped(unescape(inner[place : tag.start()])))
        place = tag.end()
        if tag[1] is not None:
            target = unescape(tag[1])
            if re.search(r"[()\s]", target):
                return None
            targets.append(target)
            parts.append("[")
        elif tag[3] == "a":
            parts.append(f"]({targets.pop()})")
        else:
            parts.append("**" if tag[3] == "strong" else tag[0])
    parts.append(_escaped(unescape(inner[place:])))
    line = "".join(parts)
    # Marks that run together would be read otherwise: such a line stays HTML.
    return line if _inline(line) == inner else None


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def to_html(text: str) -> str:
    """Edited lines as HTML, to be cleaned. Any text is one paragraph a line at the least."""
    blocks: list[str] = []
    group: list[str] = []
    kind = ""

    def close() -> None:
        if group:
            blocks.append(_group(kind, group))
            group.clear()

    for raw in text.replace("\r\n", "\n").split("\n"):
        line = raw.strip()
        now = _kind(line)
        if now != kind or now == "":
            close()
        kind = now
        if now:
            group.append(line)
        elif line:
            blocks.append(_single(line))
    close()
    return "\n".join(blocks)


def _kind(line: str) -> str:
    if line.startswith("|") and line.endswith("|") and len(line) > 1:
        return "table"
    return {"- ": "ul", "+ ": "ol"}.get(line[:2], "")


def _group(kind: str, lines: list[str]) -> str:
    if kind == "table":
        rows = (
            "".join(f"<td>{_inline(cell.strip())}</td>" for cell in line[1:-1].split("|"))
            for line in lines
        )
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    return f"<{kind}>" + "".join(f"<li>{_inline(line[2:])}</li>" for line in lines) + f"</{kind}>"


def _single(line: str) -> str:
    for name, mark in _HEADINGS.items():
        if line.startswith(mark):
            return f"<{name}>{_inline(line[len(mark) :])}</{name}>"
    if line.startswith("\\") and _LEADING.match(line[1:]):
        return f"<p>{_inline(line[1:])}</p>"
    if re.match(r"<(table|ul|ol|blockquote|p|h[234])[ >]", line):
        return line
    return f"<p>{_inline(line)}</p>"


def _inline(line: str) -> str:
    parts: list[str] = []
    place = 0
    for mark in _MARKED.finditer(line):
        parts.append(escape(line[place : mark.start()], quote=False))
        place = mark.end()
        if mark[1] is not None:
            parts.append(
                escape(mark[1][1:] if _SPECIAL.match(_next(mark, line)) else mark[1], quote=False)
            )
        elif mark[2] is not None:
            parts.append(f"<strong>{_inline(mark[2])}</strong>")
        elif mark[3] is not None:
            parts.append(f'<a href="{escape(mark[4])}">{_inline(mark[3])}</a>')
        else:
            parts.append(mark[5])
    parts.append(escape(line[place:], quote=False))
    return "".join(parts)


def _next(mark: re.Match[str], line: str) -> str:
    """What stands behind a backslash, to the end of the line."""
    return line[mark.start() + 1 :]
