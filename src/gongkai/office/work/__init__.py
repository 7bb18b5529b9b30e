"""What is due today: the desk home, warnings, and the worker behind the pages."""
