"""What it takes: time, processor and memory of each part, beside peers (``README.md``)."""
