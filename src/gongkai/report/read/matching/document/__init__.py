"""What a document is but for its tables: its sections, whose report it is, where it ends, and where another begins."""
