"""Finding published items by their words. `search` is what pages call; `index` keeps the index."""

from .finding import Filters, Found, Hit, search
from .words import parse

__all__ = ["Filters", "Found", "Hit", "parse", "search"]
