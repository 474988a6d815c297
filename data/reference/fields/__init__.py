"""The intervention fields of the EU funds, by funding period."""
