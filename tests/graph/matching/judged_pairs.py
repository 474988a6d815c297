"""Judgements and logs in short: letters for IRIs, one minute after the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from graph.matching.judgements import DIFFERENT, SAME, UNSURE, Judgement, judged

START = datetime(2024, 5, 1, tzinfo=UTC)
VERDICTS = {"=": SAME, "/": DIFFERENT, "?": UNSURE}


def judgement(pair: str, minute: int = 0, who: str = "muster", **more: object) -> Judgement:
    """ "a=b" as a judgement."""
    one, sign, other = pair
    when = (START + timedelta(minutes=minute)).isoformat()
    return judged(one, other, VERDICTS[sign], who=who, when=when, names=(one.upper(), other.upper()), **more)  # type: ignore[arg-type]


def judgements(*pairs: str) -> list[Judgement]:
    """Several, one a minute."""
    return [judgement(pair, minute) for minute, pair in enumerate(pairs)]


LETTERS = st.sampled_from("abcdefgh")
PAIRS = st.tuples(LETTERS, st.sampled_from("=/?"), LETTERS).filter(lambda item: item[0] != item[2]).map("".join)
PEOPLE = st.sampled_from(["muster", "muster", "beispiel"])
JUDGED = st.lists(st.tuples(PAIRS, PEOPLE), max_size=12).map(
    lambda said: [judgement(pair, minute, who) for minute, (pair, who) in enumerate(said)]
)
