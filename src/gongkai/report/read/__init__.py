"""A file → blocks (paragraphs and grids) → one matcher → a report value. No reader knows the form."""
