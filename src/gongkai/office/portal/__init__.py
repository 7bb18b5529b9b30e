"""The public site: what is published, its search, and applying for the rest."""
