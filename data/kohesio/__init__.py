"""Kohesio: the projects of the EU's cohesion policy and their beneficiaries."""
