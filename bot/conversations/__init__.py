"""The conversations: inbox, worker, outbox, contact records. A Django app."""
