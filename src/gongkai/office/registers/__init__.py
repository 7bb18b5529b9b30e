"""What did we decide this year: licences, penalties, measures and fees, row by row or as the figures of
a section, and opening balances.
"""
