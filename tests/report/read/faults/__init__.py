"""Faults of layout for `combined`: what happens to a row, to its label, to a value, to a column, to a table."""

from __future__ import annotations

from tests.report.read.combined import Fault
from tests.report.read.faults.columns import (
    empty_column,
    last_year_column,
    last_year_s,
    more_columns,
    numbered,
    own_column,
    subtotal_column,
    total_gone,
    turned_columns,
)
from tests.report.read.faults.labels import (
    another_s,
    barred_labels,
    broken_labels,
    cut,
    groups_below,
    half_width,
    in_label,
    one_label,
    short,
    spaced_labels,
    traditional,
    units_in_labels,
    unnamed,
    with_other_numbers,
    without_numbers,
    year_in_labels,
)
from tests.report.read.faults.rows import (
    all_empty,
    broken_off,
    exchanged,
    glued,
    last_year_above,
    lost,
    narrower,
    next_line,
    page_break,
    pushed,
    rows_lost,
    run_on,
    shared_cell,
    slipped,
    subtotals,
    sums_below,
    together,
    twice,
    words_among,
)
from tests.report.read.faults.tables import (
    end_sums,
    four_as_three,
    four_in_rows,
    four_lost,
    four_on_its_side,
    four_said,
    four_turned,
    headings_gone,
    heads_gone,
    noise_among,
    rows_in_texts,
    said_above,
    sections_turned,
)
from tests.report.read.faults.values import (
    barred,
    blank_zeros,
    broken,
    damaged,
    decimals,
    empty,
    large,
    loose_commas,
    marks,
    miscounted,
    signs,
    torn,
    units,
    unsaid,
    wide,
    words,
    written_out,
)

#: What the clerk's figures are: an error in them is no fault of layout, and is read as printed.
FIGURES: list[Fault] = [large, miscounted]

#: What may become of a row of any form.
OF_ROWS: list[Fault] = [ barred, barred_labels, loose_commas,
    units, words, marks, damaged, empty, signs, wide, torn, written_out, decimals, broken, unsaid,
    all_empty, unnamed, cut, short, spaced_labels, broken_labels, units_in_labels, in_label, year_in_labels,
    half_width, traditional, blank_zeros, sections_turned,
]  # fmt: skip

#: In this order: those of whole columns come last, for those before them know where in a row its values stand.
FAULTS: list[Fault] = [
    *FIGURES, *OF_ROWS,
    another_s, without_numbers, with_other_numbers, one_label, groups_below,
    four_lost, end_sums, four_in_rows, four_as_three, four_turned, four_said, four_on_its_side,
    shared_cell, lost, slipped, run_on, glued, together, heads_gone, headings_gone, said_above, rows_in_texts,
    rows_lost, exchanged, words_among, sums_below, subtotals, narrower, pushed, empty_column, own_column, numbered,
    subtotal_column, more_columns, last_year_s, last_year_column, total_gone, turned_columns,
    next_line, broken_off, page_break, noise_among, twice, last_year_above,
]  # fmt: skip
