"""The office that tests start from: the one the demo founds, through the same services."""

from gongkai.office.demo.founding import SINCE, Office, make_office
from gongkai.office.demo.words import PASSWORD

__all__ = ["PASSWORD", "SINCE", "Office", "make_office"]
