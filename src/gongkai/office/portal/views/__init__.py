"""The pages of the public site: query → template, or form → service → redirect."""
