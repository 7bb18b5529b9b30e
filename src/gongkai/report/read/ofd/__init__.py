"""Pages of OFD → blocks."""
