"""What things are about: categories and words of sources as themes, linked to the thesaurus."""
