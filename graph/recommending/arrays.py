"""The projects and organisations of a store as sparse arrays: what recommendations are computed from.

Things are numbered in the order of their IRIs. A row of an array is a project or an organisation, a column one of
its values; regions, themes and programmes stand there with all that lies above them. What a project's record states
of its regions is left out, since importers take it from the partners, who are what is to be foretold.

A load into a store with large columns writes the arrays beside them, in the same revision; they are mapped into memory
one by one when they are asked for. Otherwise all are made from the columns, which takes seconds for a million projects.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from xxhash import xxh3_64_intdigest

from graph.recommending.name_list import NameList

if TYPE_CHECKING:
    from graph.store import GraphStore

Array = np.ndarray[Any, Any]
Matrix = sparse.csr_array[Any]
NO_LEAD = -1
LEADS = "coordinator"  # the role of the one that leads

NAMES = (
    "projects",
    "organisations",
    "programmes",
    "themes",
    "regions",
    "countries",
    "kinds",
    "words",
    "summary_words",
    "funders",
    "target_groups",
    "currencies",
)
VECTORS = ("first_day", "last_day", "lead", "amount", "currency", "key", "latitude", "longitude")
# what the rows and the columns of each array are
MATRICES: dict[str, tuple[str, str]] = {
    "member": ("projects", "organisations"),
    "coordinator": ("projects", "organisations"),
    "programme": ("projects", "programmes"),
    "own_programme": ("projects", "programmes"),
    "theme": ("projects", "themes"),
    "own_theme": ("projects", "themes"),
    "word": ("projects", "words"),
    "summary": ("projects", "summary_words"),
    "funder": ("projects", "funders"),
    "target_group": ("projects", "target_groups"),
    "region": ("organisations", "regions"),
    "own_region": ("organisations", "regions"),
    "country": ("organisations", "countries"),
    "kind": ("organisations", "kinds"),
    "own_word": ("organisations", "words"),
    "org_theme": ("organisations", "themes"),
    "org_programme": ("organisations", "programmes"),
}
# the same arrays by their columns
TRANSPOSED = {
    "member_by_organisation": "member",
    "coordinator_by_organisation": "coordinator",
    "programme_members": "programme",
    "theme_members": "theme",
    "word_members": "word",
    "summary_members": "summary",
    "funder_members": "funder",
    "target_group_members": "target_group",
    "region_members": "region",
    "country_members": "country",
    "kind_members": "kind",
    "own_word_members": "own_word",
    "org_theme_members": "org_theme",
    "org_programme_members": "org_programme",
}
ONES = "ones"


class Arrays:
    """Names, arrays of numbers, and sparse arrays of ones; each is opened when it is first asked for.

    ===================================  ==============================================================================
    ``projects``, ``organisations``      names of rows: IRIs
    ``programmes``, ``themes``, …        names of columns: IRIs; ``words``, ``summary_words`` and
                                         ``currencies`` as they are
    ``first_day``, ``last_day``          bound the start of a project, in days since 1970: a date such as 2014 may be
                                         any day of that year; what has no date begins never
    ``lead``                             who leads a project, ``NO_LEAD`` where nobody takes part
    ``amount``, ``currency``             the sum of a project's grants, not a number where there is none or where they
                                         are in several currencies, and the number of its currency, else -1
    ``key``                              a number that an organisation keeps whatever else there is
    ``latitude``, ``longitude``          of an organisation in degrees: as stated, else the label point of its
                                         municipality or NUTS 3 region; not a number where unknown
    ``member``, ``coordinator``          projects × organisations
    ``programme``, ``theme``, ``word``,  projects × values; ``own_…`` as stated, else with all above; ``summary`` has
    ``summary``, ``funder``, …           the words of descriptions that tell most, at most 100 of a project
    ``region``, ``country``, ``kind``,   organisations × values; ``org_theme`` and ``org_programme`` are stated of
    ``own_word``, ``org_theme``, …       themselves
    ``…_members``, ``…_by_organisation`` the array transposed: rows are values, or organisations
    ===================================  ==============================================================================

    Sparse arrays have at least one column, sorted indices (32 bits), and cannot be written to.
    """

    projects: NameList
    organisations: NameList
    programmes: NameList
    themes: NameList
    regions: NameList
    countries: NameList
    kinds: NameList
    words: NameList
    summary_words: NameList
    funders: NameList
    target_groups: NameList
    currencies: NameList
    first_day: Array
    last_day: Array
    lead: Array
    amount: Array
    currency: Array
    key: Array
    latitude: Array
    longitude: Array
    member: Matrix
    coordinator: Matrix
    programme: Matrix
    own_programme: Matrix
    theme: Matrix
    own_theme: Matrix
    word: Matrix
    summary: Matrix
    funder: Matrix
    target_group: Matrix
    region: Matrix
    own_region: Matrix
    country: Matrix
    kind: Matrix
    own_word: Matrix
    org_theme: Matrix
    org_programme: Matrix
    member_by_organisation: Matrix
    coordinator_by_organisation: Matrix
    programme_members: Matrix
    theme_members: Matrix
    word_members: Matrix
    summary_members: Matrix
    funder_members: Matrix
    target_group_members: Matrix
    region_members: Matrix
    country_members: Matrix
    kind_members: Matrix
    own_word_members: Matrix
    org_theme_members: Matrix
    org_programme_members: Matrix

    def __init__(self, parts: Mapping[str, Array], shapes: Mapping[str, tuple[int, int]]) -> None:
        """``parts`` are flat arrays: ``NAME``, or ``NAME.text`` and ``NAME.start``, or ``NAME.row`` and ``.column``."""
        self.parts, self.shapes = parts, shapes

    def __getattr__(self, name: str) -> Any:
        found: Any
        if name in self.__dict__.get("shapes", ()):
            found = self._matrix(name)
        elif name in NAMES:
            found = NameList(self.parts[f"{name}.text"], self.parts[f"{name}.start"])
        elif name in VECTORS:
            found = self.parts[name]
        else:
            raise AttributeError(name)
        self.__dict__[name] = found
        return found

    def _matrix(self, name: str) -> Matrix:
        """Put together without the checks of scipy, which would read, and copy, all of it."""
        found = sparse.csr_array(self.shapes[name])
        found.indptr, found.indices = self.parts[f"{name}.row"], self.parts[f"{name}.column"]
        found.data = self.parts[ONES][: len(found.indices)]
        found.has_sorted_indices = found.has_canonical_format = True
        return found


UNDATED = np.iinfo(np.int64).max
EPOCH = date(1970, 1, 1).toordinal()
FORMS = ("0001-01-01", "0001-01", "0001")  # a day, a month, a year; what is missing is taken from the first


def read_arrays(store: GraphStore) -> Arrays:
    """The arrays of a store, good for as long as it is open. Raises StoreError for an endpoint."""
    from graph.recommending import array_files

    if store.columns and (kept := array_files.read(store.columns)):
        return kept
    from graph.recommending.numbering import made

    return made(store, store.tables)


def bounds(start: str | None) -> tuple[int, int]:
    """The first and the last day that a date may mean, in days since 1970; ``UNDATED`` twice for what is no date."""
    text = start or ""
    for form in FORMS:
        try:
            first = date.fromisoformat(text[: len(form)] + FORMS[0][len(form) :])
        except ValueError:
            continue
        last_month = 12 if form == FORMS[-1] else first.month
        last = date(first.year, last_month, monthrange(first.year, last_month)[1]) if form != FORMS[0] else first
        return first.toordinal() - EPOCH, last.toordinal() - EPOCH
    return UNDATED, UNDATED


def hash_of(name: str) -> int:
    """A number for a name, the same in each run."""
    return xxh3_64_intdigest(name.encode("utf-8", "surrogatepass"))  # a command line may hold bytes that are no UTF-8
