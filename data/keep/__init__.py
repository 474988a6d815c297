"""Exports of keep.eu: Interreg projects, their partners and the calls of their programmes."""
