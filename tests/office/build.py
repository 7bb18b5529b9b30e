"""The office that tests start from: the one the demo founds, through the same services."""

from gongkai.office.demo.founding import PASSWORD, SINCE, Office, make_office

__all__ = ["PASSWORD", "SINCE", "Office", "make_office"]
