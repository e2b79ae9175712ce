"""The FAQ as a spreadsheet, for editors who prefer one: out of the files and back, losing nothing.

One row an entry, one value a cell. What comes back is checked as any file is, and compared before it is written.
"""
