"""``docs/identity.md``: its weights are all that the score has, and its examples fall where it says."""

from __future__ import annotations

import pytest

from docs import identity
from graph.matching import score

# What is told in words: thresholds, and what makes an identifier the error of a source.
TOLD = {"SAME_FROM", "ASK_FROM", "ASK_BITS", "EVIDENTLY_OTHER", "MOST"}


def test_every_weight_is_in_the_table() -> None:
    constants = {
        name
        for name, value in vars(score).items()
        if name.isupper() and not name.startswith("_") and isinstance(value, float)
    }
    assert set(identity.WEIGHTS) == constants - TOLD


@pytest.mark.parametrize("example", identity.EXAMPLES, ids=lambda example: example.title)
def test_an_example_falls_into_its_band(example: identity.Example) -> None:
    found = identity.verdict(example)
    assert score.band(found.probability) == example.band
    assert f"probability {found.probability:.3f}: **{example.band}**" in identity.examples()


def test_the_three_examples_show_the_three_bands() -> None:
    assert [example.band for example in identity.EXAMPLES] == ["same", "ask", "different"]
