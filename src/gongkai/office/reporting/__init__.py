"""What does each cell count: the annual report compiled from the records, its text, verdicts,
signature, freezing, and what was corrected afterwards.
"""
