"""The charter's rules as plain Python: pure functions of a text, a page and a time. No framework, no I/O."""
