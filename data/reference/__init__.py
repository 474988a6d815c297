"""Reference data: places and themes."""
