"""Lists of operations under the Structural Funds, of any member state, fund and period."""
