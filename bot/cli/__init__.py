"""The command line: thin, in French, over the other rooms."""
