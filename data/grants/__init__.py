"""Simple tables of grants: who gave how much to whom, for what and when."""
