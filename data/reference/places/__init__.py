"""NUTS regions, municipalities, macro-regions, landscapes: codes, names, label points, what lies in what."""
