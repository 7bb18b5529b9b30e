"""What grids and lines ask alike of the rows of the form: their labels, heads and numbers, and what figures that ran
together or lost one of them may be."""
