"""The search beside Haystack's retrievers, on the same encoder and the same phrasings."""
