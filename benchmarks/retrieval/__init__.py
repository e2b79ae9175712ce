"""What each part of the search brings."""
