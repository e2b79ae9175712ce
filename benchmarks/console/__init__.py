"""How long the console's list and dashboard take on a large installation."""
