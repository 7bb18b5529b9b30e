"""From the texts of rows to the cells of the form: each figure, what it may be, and what vouches for it."""
