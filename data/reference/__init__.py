"""Reference data: places, themes, target groups and kinds of organisation."""
