"""The assistant of the Caf pages: charter, FAQ, understanding, channels, conversations, console."""
