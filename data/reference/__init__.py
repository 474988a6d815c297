"""Reference data that every other source points to: places, themes and target groups."""
