"""Grants in the 360Giving Data Standard: JSON packages, and tables by its titles or its paths."""
