"""How varied the training phrasings are."""
