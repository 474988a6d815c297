"""Words that say nothing of what a project is about: articles, prepositions and the like, in eight languages."""

from __future__ import annotations

from graph.identity import name_key

_WORDS = """
    aber als auf aus bei das dem den der des die durch ein eine einem einen einer eines für gegen ihre ihr im
    ist mit nach
    oder ohne sich sind über um und unter vom von vor wie zum zur zwischen
    about all and are between but for from has have how into its not our over per than that the their they this
    through
    towards under upon via was what when which who will with within without your
    aux avec cette dans depuis des elle entre est les leur leurs nos notre par pas pour que qui sans ses sont
    sous sur une vers
    como con del desde donde ella entre esta este las los más muy nos para pero por que ser sin sobre sus una
    uno
    agli alla alle anche che come con dal dalla degli dei del della delle gli nei nel nella per più sono sul
    sulla tra uno
    aan bij dat deze een het meer met naar niet ons ook onze over tegen tot uit van voor wat zijn zonder
    jak jako jest lub nad nie oraz pod przez przy się tym ich dla
    ale kde nebo než pro pod při před které jejich jeho také aby
"""
FUNCTION_WORDS = frozenset(key for word in _WORDS.split() for key in name_key(word).split())
