"""Installable detectors to compare with: each is a module here, run by an interpreter of its own with its own lock."""
