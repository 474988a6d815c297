"""What importers share: keys, places, themes, values and the way they are found."""
