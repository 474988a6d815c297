"""Which mentions are one thing: scored by features that people understand, judged by people, taken back at will.

A **mention** is what one or more sources call by one IRI. Pairs of mentions become **candidates** with a score and
reasons, in three bands: ``same``, ``ask`` and ``different``. **Judgements** of people stand above scores. From both
follow **clusters**, each with one canonical IRI, and the store shows its facts under these IRIs; what the sources
call things stays as it was.

    mention.py  mentions.py     what is compared, and how it is read from a store
    spelling.py legal_forms.py  names as words that can be compared
    blocking.py                 which pairs are looked at
    comparison.py score.py      what two mentions have in common, and what that is worth
    candidates.py               pairs in bands, kept beside the store's columns
    judgements.py clusters.py   what people decided, and what follows from it
    renaming.py                 which IRI is shown for which, as a revision keeps it
    merging.py rewriting.py references.py merged_columns.py
                                the statements and columns of a store under canonical IRIs
    naming.py single_values.py merged_projects.py
                                whose name, value and money is shown where several IRIs stand for a thing
    members.py                  what a merged thing was made from
    reconciliation.py           the same service for OpenRefine and other tools
"""
