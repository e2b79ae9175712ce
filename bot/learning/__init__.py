"""Learning from use: what was asked in vain, grouped by meaning; a person decides what becomes of it."""
