"""Whole consortia under a call's rules: who, with whom, under which rule, and why none if none.

``consortium.consortium`` is the answer; ``rule_file`` reads what must hold, ``pool`` says who may take part,
``programme`` writes both as a mixed-integer linear programme, ``obstacles`` says which rule cannot be met.
"""
