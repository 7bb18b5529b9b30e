"""Where the rows of the form stand in grids and in lines, which texts beside a label are its values, and what figures
that ran together or lost one of them may be."""
