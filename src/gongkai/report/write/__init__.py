"""A report value → JSON, XLSX, one self-contained HTML page, Word and PDF in the official layout."""
