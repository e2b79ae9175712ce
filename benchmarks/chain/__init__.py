"""The whole chain through running processes, at several loads."""
