"""Web pages, and pages saved with all they show (.mht) → blocks."""
