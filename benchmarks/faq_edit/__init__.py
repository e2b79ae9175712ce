"""How long an edit of the FAQ takes to be served: this assistant beside a plain Rasa bot with ResponseSelector."""
