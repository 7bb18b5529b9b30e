"""The annual report as a value: read it, check it, write it. Depends on `gongkai.law` only."""
