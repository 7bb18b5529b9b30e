"""Pages of PDF → blocks: what a page shows, and the lines drawn on it."""
