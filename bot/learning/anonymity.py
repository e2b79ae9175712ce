"""From how many people on something that was asked in vain is shown."""

LEAST = 5
"""What fewer people asked is nobody's business, and could tell who asked; the console's statistics hide as much."""
