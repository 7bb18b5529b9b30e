"""Workbooks and CSV → blocks."""
