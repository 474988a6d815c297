"""The federal Förderkatalog: projects that the German federal ministries fund."""
