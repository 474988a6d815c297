"""The thesaurus: themes, target groups, kinds of organisation and ESF intervention fields."""
