"""Where the rows of the form stand in grids, and which cell is which value."""
