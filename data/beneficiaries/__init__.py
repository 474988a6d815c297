"""Who a beneficiary is: an organisation of some kind, or a natural person whose name is not stored."""
