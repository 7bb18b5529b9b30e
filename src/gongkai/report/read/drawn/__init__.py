"""What pages of any kind share that are drawn, not written in order: characters with places, ruled
tables, and whether a page must be looked at as a picture."""
