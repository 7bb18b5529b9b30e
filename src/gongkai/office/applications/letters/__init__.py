"""The letters of an application: one small file a matter, one paper for all.

A template is a function from an `Occasion` (what is known, what just happened, what the officer
wrote) to a `Draft` (who gets it and what it says); `documents.official` sets it as a Word file. What
each letter must hold is said in `gongkai.law.documents` and `gongkai.law.answers`.
"""

from gongkai.office.applications.letters.draft import About, Draft, Occasion, Template

__all__ = ["About", "Draft", "Occasion", "Template"]
