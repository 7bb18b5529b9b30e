"""A fictional county health commission: two closed years and a live one.

`plan` decides what happens, in plain data; `ledger` counts what the annual reports must show, in
plain Python and without a database; `fill` plays the plan through the office's own services.
"""
