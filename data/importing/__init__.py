"""What importers share: which regions, countries and other things the texts of funding tables mean."""
