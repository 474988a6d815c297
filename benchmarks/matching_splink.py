"""What splink alone finds in the same mentions: a Fellegi–Sunter model over DuckDB, trained without labels.

It is given what the product is given, spelt in one way (case, accents, umlauts, punctuation), and the comparisons,
blocking rules and trainings that its documentation recommends for such columns, term frequencies included.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from graph.identity import name_key
from graph.matching.mention import Mention

SEED = 7
# Random pairs for the u probabilities. On descriptions of CORDIS, 1e6 (usual), 5e6, 2e7 gave F1 of 0.815, 0.821, 0.813.
U_PAIRS, USUAL_U_PAIRS = 5e6, 1e6
DEFAULT = 0.95  # the threshold of splink's tutorials
RARE = 2  # words of a name that it is blocked by
# The model is degenerate where a sample has no true pair at all; a caller sees that by the figures.
EXPECTED_RECALL = 0.7  # of equal names or equal two rarest words in a country, which sets the prior
TRAININGS = (("name",), ("domain",), ("short_name", "country"), ("rare_1", "country"))
BLOCKS = (("name",), ("short_name", "country"), ("domain",), ("rare_1", "country"), ("rare_2", "country"))


def scored(
    mentions: Sequence[Mention], *, least: float = 0.01, u_pairs: float = U_PAIRS
) -> tuple[np.ndarray, np.ndarray, int]:
    """Pairs of positions (the lesser first) with their probabilities from so much on, and how many were compared."""
    import duckdb
    from splink import DuckDBAPI, Linker

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        api: Any = DuckDBAPI(duckdb.connect())
        columns = table(mentions)
        filled = {name for name in columns.column_names if columns[name].null_count < len(columns)}
        linker = Linker(api.register(columns), _settings(filled), log_level="ERROR")
        _train(linker, filled, u_pairs)
        found = linker.inference.predict(threshold_match_probability=0, warning_mode="never")
        made = found.as_duckdbpyrelation()
        compared = made.aggregate("count(*) AS pairs").fetchall()[0][0]
        kept = made.filter(f"match_probability >= {least}").project("unique_id_l, unique_id_r, match_probability")
        arrays = kept.fetchnumpy()
    pairs = np.column_stack((arrays["unique_id_l"], arrays["unique_id_r"])).astype(np.int64)
    return np.sort(pairs, axis=1), np.asarray(arrays["match_probability"], float), int(compared)


def table(mentions: Sequence[Mention]) -> pa.Table:
    """The mentions as columns: one name, its words and its rarest words, short name, town, country, domain, kind."""
    names = [name_key(mention.names[0]) for mention in mentions]
    frequency = Counter(word for name in names for word in set(name.split()))
    rare = [sorted(set(name.split()), key=lambda word: (frequency[word], word))[:RARE] for name in names]
    shorts = [name_key(mention.short_names[0]) if mention.short_names else None for mention in mentions]
    return pa.table({
        "unique_id": pa.array(range(len(mentions)), pa.int64()),
        "name": pa.array([name or None for name in names], pa.string()),
        "words": pa.array([sorted(set(name.split())) for name in names], pa.list_(pa.string())),
        "short_name": pa.array([short or None for short in shorts], pa.string()),
        "town": pa.array([name_key(mention.town) or None for mention in mentions], pa.string()),
        "country": pa.array([mention.country or None for mention in mentions], pa.string()),
        "domain": pa.array([min(mention.domains, default=None) for mention in mentions], pa.string()),
        "kind": pa.array([min(mention.kinds, default=None) for mention in mentions], pa.string()),
        **{f"rare_{at + 1}": pa.array([_at(words, at) for words in rare], pa.string()) for at in range(RARE)},
    })  # fmt: skip


def _at(words: list[str], at: int) -> str | None:
    return words[at] if at < len(words) else None


def _settings(filled: set[str]) -> Any:
    from splink import SettingsCreator, block_on

    rules = [block_on(*columns) for columns in BLOCKS if filled.issuperset(columns)]
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=_comparisons(filled),
        blocking_rules_to_generate_predictions=[*rules, block_on("substr(name, 1, 10)", "country"), block_on("rare_1")],
        retain_matching_columns=False,
    )


def _comparisons(filled: set[str]) -> list[Any]:
    """What is compared, of the columns that have any value."""
    import splink.comparison_level_library as level
    import splink.comparison_library as comparison

    alike = "len(list_intersect(words_l, words_r)) / len(list_distinct(list_concat(words_l, words_r)))"
    name = comparison.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            level.NullLevel("name"),
            level.ExactMatchLevel("name", term_frequency_adjustments=True),
            level.Or(level.JaroWinklerLevel("name", 0.96), level.CustomLevel(f"{alike} >= 0.8", "Jaccard ≥ 0.8")),
            level.ArraySubsetLevel("words"),
            level.Or(level.JaroWinklerLevel("name", 0.9), level.CustomLevel(f"{alike} >= 0.5", "Jaccard ≥ 0.5")),
            level.Or(level.JaroWinklerLevel("name", 0.8), level.CustomLevel(f"{alike} >= 0.25", "Jaccard ≥ 0.25")),
            level.ElseLevel(),
        ],
    )
    short = comparison.CustomComparison(
        output_column_name="short_name",
        comparison_levels=[
            level.NullLevel("short_name"),
            level.ExactMatchLevel("short_name", term_frequency_adjustments=True),
            level.JaroWinklerLevel("short_name", 0.88),
            level.ElseLevel(),
        ],
    )
    frequent = [comparison.ExactMatch(name).configure(term_frequency_adjustments=True) for name in ("domain", "town")]
    made = [name, short, *frequent, comparison.ExactMatch("country"), comparison.ExactMatch("kind")]
    order = ("name", "short_name", "domain", "town", "country", "kind")
    return [one for column, one in zip(order, made, strict=True) if column in filled]


def _train(linker: Any, filled: set[str], u_pairs: float) -> None:
    """Prior by nearly certain pairs, u by random pairs, m by expectation maximisation under four blockings."""
    from splink import block_on

    training = linker.training
    certain = [block_on("name", "country"), block_on("rare_1", "rare_2", "country")]
    training.estimate_probability_two_random_records_match(certain, recall=EXPECTED_RECALL)
    training.estimate_u_using_random_sampling(max_pairs=u_pairs, seed=SEED)
    for columns in (columns for columns in TRAININGS if filled.issuperset(columns)):
        training.estimate_parameters_using_expectation_maximisation(block_on(*columns), record_sample_proportion=1.0)
