"""Writing the FAQ with several hands: drafts, a second pair of eyes, publication, history.

``data/faq`` stays the single source: Git, a text editor and the console work on the same files.
"""
