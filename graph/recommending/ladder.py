"""The ladder: simple methods that rank organisations for a query, one a rung, behind one interface.

A method is made for what is known on a day and then gives a score for every organisation, higher being better; where
it knows nothing it gives 0. Who is a partner already, and who asks, is for the caller to leave out.

======================  ============================================================================================
``random``              chance
``popularity``          in how many projects it takes part
``country``             whether it lies in a country of the lead
``region``              what the regions tell that it shares with the lead, weighted by how few lie there
``programme``           in how many projects of the same programmes, weighted by how few projects these have
``programme-theme``     its share of ``programme`` and its share of the same by themes, added up
``adamic-adar``         partners shared with the lead, weighted 1/log(their partners): Adamic and Adar, "Friends and
                        neighbors on the Web", Social Networks 25 (2003)
``pagerank``            where a walk over organisations and projects ends that starts at the lead: Haveliwala,
                        "Topic-sensitive PageRank", WWW 2002
``pagerank-theme``      the same, with as many starts again at those ``programme`` finds, and as many by themes
``text``                cosine of the words of the title with those of its projects' titles and its name (TF-IDF)
``combined``            the sum of 1 / (60 + rank) over ``region``, ``programme-theme``, ``pagerank-theme`` and
                        ``text``: Cormack, Clarke and Büttcher, "Reciprocal rank fusion", SIGIR 2009
``verbund``             what ``verbund partners`` ranks by: all signals of ``graph.recommending.signals``, weighed
======================  ============================================================================================
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import sparse
from scipy.stats import rankdata

from graph.recommending.arrays import Array, Matrix
from graph.recommending.history import History, Query, information, row

Scorer = Callable[[Query], Array]
Method = Callable[[History], Scorer]

DAMPING = 0.85  # the share of steps that go on, as in Page and others (1999)
STEPS = 30  # 0.85**30 < 0.01: what further steps could move
SMOOTHING = 60  # of reciprocal ranks, as in Cormack and others (2009)


def random(history: History) -> Scorer:
    """Chance, the same for the same organisation and query."""
    return history.chance


def popularity(history: History) -> Scorer:
    """The number of projects."""
    return lambda query: history.projects_of


def country(history: History) -> Scorer:
    """1 in a country of the lead."""
    held = history.country
    return lambda query: np.minimum(_sum(held, row(held, query.lead), np.ones(held.shape[1])), 1.0)


def region(history: History) -> Scorer:
    """The information of the regions, from the country down, that are shared with the lead."""
    held = history.region
    told = information(held, history.is_known)
    return lambda query: _sum(held, row(held, query.lead), told)


def programme(history: History) -> Scorer:
    """The information of the shared programmes, summed over projects."""
    told = information(history.programme)
    return lambda query: history.member.T @ _sum(history.programme, query.programme, told)


def programme_theme(history: History) -> Scorer:
    """The shares of organisations in the projects of the same programmes, and in those of the same themes."""
    told = information(history.theme)
    of_programme = programme(history)

    def score(query: Query) -> Array:
        of_theme = history.member.T @ _sum(history.theme, query.theme, told)
        return _share(of_programme(query)) + _share(of_theme)

    return score


def adamic_adar(history: History) -> Scorer:
    """The shared partners, each weighted by how few it has."""
    degree = np.diff(history.together.indptr)
    weight = np.zeros(history.size)
    weight[degree > 1] = 1 / np.log(degree[degree > 1])

    def score(query: Query) -> Array:
        shared = np.zeros(history.size)
        near = history.partners(query.lead)
        shared[near] = weight[near]
        return history.together @ shared

    return score


def pagerank(history: History) -> Scorer:
    """Where walks from the lead are."""
    walk = _walk(history)
    return lambda query: walk(_start(history, query))


def pagerank_theme(history: History) -> Scorer:
    """Where walks are that start at the lead, or at members of projects of the same programmes and themes."""
    walk, members = _walk(history), programme_theme(history)
    return lambda query: walk(_share(_start(history, query) + members(query)))


def text(history: History) -> Scorer:
    """The cosine of the title's words with those of the titles of its projects and of its own name."""
    told = information(history.word)
    projects = _unit(history.word @ sparse.diags_array(told))
    own = _unit(history.own_word @ sparse.diags_array(told))
    profile = _unit(sparse.csr_array(history.member.T @ projects + own))

    def score(query: Query) -> Array:
        asked = np.zeros(len(told))
        asked[query.word] = told[query.word]
        size = np.sqrt((asked**2).sum())
        return profile @ (asked / size if size else asked)

    return score


def combined(history: History) -> Scorer:
    """The ranks of four methods brought together."""
    parts = [method(history) for method in (region, programme_theme, pagerank_theme, text)]

    def score(query: Query) -> Array:
        ranks = np.array([rankdata(-rounded(part(query))) for part in parts])
        return np.asarray((1 / (SMOOTHING + ranks)).sum(axis=0))

    return score


def verbund(history: History) -> Scorer:
    """All signals, weighed."""
    from graph.recommending.ranker import Ranker

    ranker = Ranker(history)
    return lambda query: ranker.rank(query).scores


METHODS: dict[str, Method] = {
    "random": random,
    "popularity": popularity,
    "country": country,
    "region": region,
    "programme": programme,
    "programme-theme": programme_theme,
    "adamic-adar": adamic_adar,
    "pagerank": pagerank,
    "pagerank-theme": pagerank_theme,
    "text": text,
    "combined": combined,
    "verbund": verbund,
}


def rounded(scores: Array) -> Array:
    """Scores as shares of the largest, to nine digits, so that what is equal but for the order of sums is equal."""
    largest = np.abs(scores).max(initial=0.0)
    return np.asarray(np.round(scores / largest, 9)) if largest else scores


def _sum(held: Matrix, asked: Array, told: Array) -> Array:
    """Of each row the information of its columns that are asked for."""
    weight = np.zeros(held.shape[1])
    weight[asked] = told[asked]
    return np.asarray(held @ weight)


def _walk(history: History) -> Callable[[Array], Array]:
    """The shares of organisations in a walk with restart, for shares of its starts; projects lie between them."""
    out = _stochastic(history.member.T.tocsr())  # organisation to project
    back = _stochastic(history.member)

    def walk(start: Array) -> Array:
        held = start
        for _ in range(STEPS):
            held = (1 - DAMPING) * start + DAMPING * (back.T @ (out.T @ held))
        return held

    return walk


def _start(history: History, query: Query) -> Array:
    start = np.zeros(history.size)
    start[query.lead] = 1.0
    return start


def _share(scores: Array) -> Array:
    total = scores.sum()
    return scores / total if total else scores


def _stochastic(held: Matrix) -> Matrix:
    """Rows that sum to 1, or are empty."""
    sums = np.asarray(held.sum(axis=1), np.float64)
    return sparse.csr_array(sparse.diags_array(1 / np.where(sums > 0, sums, 1)) @ held)


def _unit(held: Matrix) -> Matrix:
    """Rows of length 1, or empty."""
    sizes = np.sqrt(np.asarray(held.multiply(held).sum(axis=1), np.float64))
    return sparse.csr_array(sparse.diags_array(1 / np.where(sizes > 0, sizes, 1)) @ held)
