"""The library of named questions: one SPARQL file each."""
