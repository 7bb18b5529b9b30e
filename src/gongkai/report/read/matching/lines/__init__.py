"""Where the rows of the form stand in loose lines, and which words of them are figures, whose they are."""
