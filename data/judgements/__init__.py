"""Judgements that people wrote into a table or a YAML file."""
