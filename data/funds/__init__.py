"""The funds of the European Union, their programmes and periods."""
