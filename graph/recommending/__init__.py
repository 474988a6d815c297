"""Who will work with whom: methods that rank organisations, and how well each foretells what came later."""
