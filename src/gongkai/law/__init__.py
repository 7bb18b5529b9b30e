"""What the Regulation says, as pure functions: standard library only, no clock, no database.

Start at `calendar.load_calendar`, `clock.fold` and `next_steps.next_steps`; `docs/law-map.md` leads
from each article to its place.
"""
