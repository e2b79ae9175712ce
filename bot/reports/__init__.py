"""Reports of measurements: plots, one page to read them on, a journal to follow them. Plain data in, files out."""
