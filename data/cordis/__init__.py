"""CORDIS: research projects of the EU's framework programmes, as CORDIS and the Horizon Dashboard publish them."""
