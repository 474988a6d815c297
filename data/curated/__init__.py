"""Facts written down by hand, in the YAML form that users write too: one file an article or list."""
