"""The benchmarks' own machinery: what runs them and what writes their report."""
