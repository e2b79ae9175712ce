"""The index with a hundred entries and with a hundred thousand."""
