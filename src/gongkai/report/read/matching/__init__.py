"""Blocks of a file of any kind → a report value. All that knows the form is here, and nothing of a file."""
