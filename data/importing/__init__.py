"""What importers share: how they are found, what they are given and what they give."""
