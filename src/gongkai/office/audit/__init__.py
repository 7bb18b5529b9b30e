"""The ledger: append-only and hash-chained, one an agency. Who did what, and has anybody touched it."""
