"""Numbers said in the narrative: what is counted, where, how many, with the sentence that says it.

A number becomes a fact only when the words around it name one of the metrics below; every other
number is left alone. What is compared (比上年增长…), a percentage, a rate (每月3次), a running total
(历年累计) or a number of another year is not a count of this year; a part (其中…) is never given as the
whole. A sentence without a number (未收到申请) gives no fact: nothing is counted in it, and no zero is
printed.

Metrics: `published` and `published.<kind>` (items published on purpose), `posts` and `followers` (by
channel), `visits`, `interpretations`, `meetings`, `applications.received | answered | carried_in |
carried_out`, `applications.received.<way>` (online, post, in_person, fax), `reconsiderations`,
`litigation`, `hotline`, `enquiries`, `petitions`, `proposals`, `licences`, `licences.renewed`,
`licences.publicised`, `power_list` and `power_list.<kind>`, `normative_documents`, `trainings` and
`trainings.people`, `interviews`, `processing_fee`. What is compared, shares of a hundred and other
years' numbers: `asides`.

`sentences` cuts the text, `amounts` reads numbers, `counting` goes through a sentence number by number;
`place` is where a number stands, and `metrics`, `applications` and `postings` tell what it counts there,
by the words of `channels` and `kinds`; `years` tells of which year it is.
"""

from __future__ import annotations

from ..model import Fact
from .amounts import chinese_number, says_number
from .channels import CHANNELS
from .counting import Sentences
from .kinds import POWERS
from .sentences import LONGEST_SENTENCE, NEW_ITEM, parts_of, sentences_of
from .years import year_after

__all__ = (
    "CHANNELS",
    "LONGEST_SENTENCE",
    "NEW_ITEM",
    "POWERS",
    "chinese_number",
    "find_facts",
    "parts_of",
    "sentences_of",
    "year_after",
)


def find_facts(text: str, year: int | None) -> tuple[Fact, ...]:
    """The counts of `year` said in a narrative, in reading order. Lines that a page broke are joined.

    `value` is an int, or a Decimal where one was printed; 万 and 亿 are multiplied out. `unit` is as
    printed, empty where none is. Pure: nothing is raised.
    """
    facts: list[Fact] = []
    sentences = Sentences(year)
    for sentence in parts_of(text):
        if says_number(sentence):
            facts += sentences.facts_of(sentence)
        else:
            sentences.pass_over()
    return tuple(facts)
