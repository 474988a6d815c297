"""What importers share: how names of beneficiaries are judged, kept and taken out."""
