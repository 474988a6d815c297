"""RDF files that already speak the vocabulary, or any other one."""
