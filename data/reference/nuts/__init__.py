"""NUTS regions outside Germany, the other countries, older NUTS codes, and which postcodes and towns lie where."""
