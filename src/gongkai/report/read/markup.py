"""XML, parsed so that nothing in it reaches outside or swells: no entities, no network, bounds first."""

from __future__ import annotations

import re

from lxml import etree

from .bounds import check_markup
from .errors import ReadError

_BROKEN = "请用原来的软件打开并另存一份，或重新下载后再读"


def parse_xml(
    data: bytes, name: str, said: str, without: re.Pattern[bytes] | None = None
) -> etree._Element:
    """The root of some XML. `name` is the file's, `said` what a message calls this part of it; `without` finds
    markup that nobody reads, whole elements. Raises ReadError when it is broken, has a DOCTYPE or too many
    elements."""
    check_markup(data, name)
    if without is not None and b"<![CDATA[" not in data:  # there markup is text
        data = without.sub(b"", data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(name, f"{said} 不是完整的 XML", remedy=_BROKEN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        # Office files never have one; entity attacks need one.
        raise ReadError(name, f"{said} 带有不应有的 DOCTYPE 声明", remedy=_BROKEN)
    return root
