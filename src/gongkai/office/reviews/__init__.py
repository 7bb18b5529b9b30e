"""May this text go out: templates of levels, rounds over immutable versions, decisions."""
