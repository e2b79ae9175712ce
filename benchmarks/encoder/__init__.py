"""The sentence encoder: how long one question takes, and how many a second."""
