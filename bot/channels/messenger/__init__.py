"""Messenger: Meta's webhook and Send API for Facebook pages."""

NAME = "messenger"
