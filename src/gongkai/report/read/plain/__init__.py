"""Text files and Markdown, tables drawn with bars among them → blocks."""
