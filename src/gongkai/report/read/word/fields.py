"""Fields of Word that are their own result: what their code says, they show."""

from __future__ import annotations

import re

#: What characters are laid over: a word below its pronunciation. A longer code is no such thing.
EQUATION = re.compile(r"\s*EQ\b.*\\o.*,(?P<base>[^,()]*)\)\s*", re.I | re.DOTALL)
LONGEST_EQUATION = 300
