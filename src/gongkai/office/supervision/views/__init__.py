"""The pages of a supervising office."""
