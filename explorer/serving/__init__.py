"""A store served on the web: its pages, a JSON interface, SPARQL, reconciliation and linked data."""
