"""Published recommenders behind the interface of the ladder: made for what is known on a day, scores for a query.

They are given the organisations with a known project, in one of three forms:

``together``  organisation × organisation, 1 for two that were in a project together; asked is the lead's row
``basket``    project × organisation, a project being a basket; asked is a basket with the lead alone, folded in
``facts``     the same with a column for each programme and theme, and those of the query folded in with the lead

The models are ALS (Hu, Koren and Volinsky 2008), BPR (Rendle and others 2009) and nearest neighbours of items by
cosine, TF-IDF and BM25, all of ``implicit``; EASE (Steck, "Embarrassingly shallow autoencoders for sparse data", WWW
2019) in closed form; and personalised PageRank by igraph. Whoever has no known project gets 0.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import numpy as np
from scipy import sparse

from graph.recommending.history import History, Query
from graph.recommending.ladder import DAMPING, Method, Scorer

SEED = 20240101
TOGETHER, BASKET, FACTS = FORMS = ("together", "basket", "facts")
MOST_FOR_EASE = 20_000  # columns: the inverse of so many takes 3.2 GB and is cubic in time
Asked = np.ndarray[Any, Any]  # columns of the query
Model = Callable[[Asked, int], np.ndarray[Any, Any]]  # from columns and the row of the lead to a score a column
Fit = Callable[[Any], Model]


def method(form: str, fit: Fit) -> Method:
    """A recommender fitted on one of the forms, as a method of the ladder."""

    def made(history: History) -> Scorer:
        known = np.flatnonzero(history.is_known)
        place = np.full(history.size, -1)
        place[known] = np.arange(len(known))
        held = _matrix(history, known, form)
        model = fit(held)

        def score(query: Query) -> np.ndarray[Any, Any]:
            scores = np.zeros(history.size)
            asked = _asked(history, query, place, form, held.shape[1])
            if len(asked):
                found = model(asked, int(place[query.lead]))[: len(known)]
                scores[known] = found - min(found.min(), 0)  # nobody known comes below those that have no project
            return scores

        return score

    return made


def _matrix(history: History, known: np.ndarray, form: str) -> Any:
    if form == TOGETHER:
        return sparse.csr_matrix(history.together[known][:, known])
    member = history.member[:, known]
    blocks = [member] if form == BASKET else [member, history.programme, history.theme]
    return sparse.csr_matrix(sparse.hstack(blocks, format="csr"))


def _asked(history: History, query: Query, place: np.ndarray, form: str, width: int) -> np.ndarray:
    """The columns that the query has; none where nothing of it is known."""
    if form == TOGETHER:
        return place[history.partners(query.lead)]
    lead = place[[query.lead]]
    lead = lead[lead >= 0]
    if form == BASKET:
        return lead
    themes = width - history.theme.shape[1]
    return np.concatenate([lead, query.programme + themes - history.programme.shape[1], query.theme + themes])


def ease(penalty: float) -> Fit:
    """EASE: each column from all others by ridge regression, none from itself."""

    def fit(held: Any) -> Model:
        if held.shape[1] > MOST_FOR_EASE:
            raise MemoryError(
                f"EASE inverts a matrix of {held.shape[1]:,} columns; at most {MOST_FOR_EASE:,} are tried"
            )
        gram = (held.T @ held).toarray().astype(np.float64)
        gram[np.diag_indices_from(gram)] += penalty
        inverse = np.linalg.inv(gram)
        weight = inverse / -np.diag(inverse)
        np.fill_diagonal(weight, 0)
        return lambda asked, lead: weight[asked].sum(axis=0)

    return fit


def neighbours(kind: str, nearest: int) -> Fit:
    """Nearest neighbours of items: ``CosineRecommender``, ``TFIDFRecommender`` or ``BM25Recommender``."""

    def fit(held: Any) -> Model:
        from implicit import nearest_neighbours

        model = getattr(nearest_neighbours, kind)(K=nearest, num_threads=1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the model hands another form of sparse matrix to itself
            model.fit(held, show_progress=False)
        alike = sparse.csr_matrix(model.similarity)
        return lambda asked, lead: np.asarray(alike[asked].sum(axis=0)).ravel()

    return fit


def als(factors: int, penalty: float, alpha: float) -> Fit:
    """Alternating least squares; the query is folded in as a row of its own."""

    def fit(held: Any) -> Model:
        from implicit.cpu.als import AlternatingLeastSquares
        from threadpoolctl import threadpool_limits

        with threadpool_limits(1, "blas"):  # as implicit asks for
            model = AlternatingLeastSquares(
                factors=factors, regularization=penalty, alpha=alpha, iterations=15, num_threads=1, random_state=SEED
            )
            model.fit(held.astype(np.float32), show_progress=False)

        def score(asked: np.ndarray, lead: int) -> np.ndarray:
            ones = np.ones(len(asked), np.float32)
            basket = sparse.csr_matrix((ones, (np.zeros(len(asked), int), asked)), shape=(1, held.shape[1]))
            return model.item_factors @ model.recalculate_user(0, basket).ravel()

        return score

    return fit


def bpr(factors: int, penalty: float, *, rows: bool) -> Fit:
    """Bayesian personalised ranking: by the lead's own row, or (it folds nothing in) by the cosine of columns."""

    def fit(held: Any) -> Model:
        from implicit.cpu.bpr import BayesianPersonalizedRanking

        model = BayesianPersonalizedRanking(
            factors=factors, regularization=penalty, iterations=150, num_threads=1, random_state=SEED
        )
        model.fit(held.astype(np.float32), show_progress=False)
        if rows:
            return lambda asked, lead: model.item_factors @ model.user_factors[lead]
        units = model.item_factors / np.maximum(np.linalg.norm(model.item_factors, axis=1, keepdims=True), 1e-12)
        return lambda asked, lead: units @ units[asked].sum(axis=0) + len(asked)

    return fit


def walk(damping: float = DAMPING) -> Method:
    """Personalised PageRank of igraph on the graph of organisations and projects, with restart at the lead."""

    def made(history: History) -> Scorer:
        import igraph

        at = history.member.tocoo()
        edges = np.column_stack([at.col, at.row + history.size])
        graph = igraph.Graph(n=history.size + history.member.shape[0], edges=edges.tolist())

        def score(query: Query) -> np.ndarray[Any, Any]:
            if not history.is_known[query.lead]:
                return np.zeros(history.size)
            found = graph.personalized_pagerank(reset_vertices=[query.lead], damping=damping, implementation="prpack")
            return np.array(found[: history.size])

        return score

    return made


GRIDS: dict[str, tuple[tuple[str, ...], list[tuple[str, Callable[[str], Fit]]]]] = {
    "ALS": (
        FORMS,
        [
            (f"factors={f}, regularization={r}, alpha={a}", lambda form, f=f, r=r, a=a: als(f, r, a))
            for f, r, a in product((32, 128), (0.1, 10.0), (1.0, 20.0))
        ],
    ),
    "BPR": (
        FORMS,
        [
            (f"factors={f}, regularization={r}", lambda form, f=f, r=r: bpr(f, r, rows=form == TOGETHER))
            for f, r in product((32, 128), (0.001, 0.05))
        ],
    ),
    "EASE": (FORMS, [(f"penalty={p:g}", lambda form, p=p: ease(p)) for p in (0.5, 5, 50, 500)]),
} | {
    f"item-kNN {name}": (FORMS, [(f"K={k}", lambda form, k=k, kind=kind: neighbours(kind, k)) for k in (20, 100, 1000)])
    for name, kind in (("cosine", "CosineRecommender"), ("TF-IDF", "TFIDFRecommender"), ("BM25", "BM25Recommender"))
}


def candidates() -> Iterator[tuple[str, dict[str, Method]]]:
    """Each peer with its settings to choose from, as methods by the setting's words."""
    for name, (forms, grid) in GRIDS.items():
        for form in forms:
            yield f"{name}, {form}", {words: method(form, make(form)) for words, make in grid}
    yield "igraph PageRank", {f"damping={DAMPING}": walk()}
