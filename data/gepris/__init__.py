"""GEPRIS: projects that the German Research Foundation funds, and the institutions that carry them out, as JSON."""
