"""What words of RTF stand for, and what the groups that they begin hold."""

from __future__ import annotations

#: Words that stand for a character; one may be the substitute of a character in Unicode before it.
CHARACTERS = {
    b"emdash": "\N{EM DASH}", b"endash": "\N{EN DASH}", b"bullet": "\N{BULLET}", b"lquote": "‘",
    b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"emspace": "\N{EM SPACE}",
    b"enspace": "\N{EN SPACE}", b"qmspace": "\N{FOUR-PER-EM SPACE}",
}  # fmt: skip
#: Words that stand for what sets text apart from what follows it.
BREAKS = {b"tab": "\t", b"line": "\n", b"lbr": "\n", b"page": "\n", b"column": "\n"}
SYMBOLS = {b"~": "\N{NO-BREAK SPACE}", b"_": "-", b"\t": "\t"}
#: Groups without a mark that hold no text of the page, or hold it a second time.
LEFT_OUT = frozenset(
    b"header headerl headerr headerf footer footerl footerr footerf footnote annotation info colortbl"
    b" nonshppict shprslt listtext pntext nonesttables xe tc tcn rxe txe filetbl listtable"
    b" listoverridetable revtbl rsidtbl ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn datafield formfield"
    b" private bkmkstart bkmkend pn falt panose fontemb mmathPict".split()
)
#: Groups that show something that is no text.
PICTURES = frozenset((b"pict", b"object", b"mmath", b"moMath", b"moMathPara"))
#: Groups in which only groups have text.
SILENT = frozenset((b"fonttbl", b"shpinst", b"do", b"upr", b"nesttableprops"))
BOXES = frozenset((b"shptxt", b"dptxbxtext"))
#: Words that say what their group is, in a group of its own.
DESTINATIONS = (
    LEFT_OUT | PICTURES | SILENT | BOXES
    | {b"sp", b"fldinst", b"fldrslt", b"stylesheet", b"ud", b"shppict"}
)  # fmt: skip
#: Fields whose code says what they show.
SHOWN_CODES = frozenset(("SYMBOL", "EQ"))
