"""gongkai (公开): the disclosure law as code, the annual report as a value, and the office that produces it."""

__version__ = "0.1.0"
