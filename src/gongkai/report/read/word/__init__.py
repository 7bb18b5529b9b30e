"""Documents of Word and WPS, .docx and .doc → blocks."""
