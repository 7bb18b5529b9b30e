"""Very many reports: files of lines that can be taken up again, and columns for statistics."""
