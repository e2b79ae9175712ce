"""Settings of the installation: environment, pages, Django."""
