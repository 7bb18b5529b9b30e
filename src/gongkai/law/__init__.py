"""What the Regulation says, as pure functions: standard library only, no clock, no database."""
