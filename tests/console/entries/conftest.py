"""A FAQ that may be written into."""

from tests.editing.conftest import faq as faq  # noqa: PLC0414 (a fixture of this folder, too)
