"""How many partners a cell of a table may be expected to have, and how far it is from that.

Of N partners, r belong to the row (the region) and c to the column (the theme); a partner may belong to several.
Where the two do not depend on each other, the cell has E = r·c / N of them, with the variance of the hypergeometric
distribution, V = E (1 − r/N) (1 − c/N) N / (N − 1). Sources differ in the regions they cover and in the words they use
for themes, so that r, c and N are those of one source, and differences and variances are added up over the sources
(Mantel and Haenszel 1959, "Statistical aspects of the analysis of data from retrospective studies of disease",
J. Natl. Cancer Inst. 22). (O − E) / √V is then the adjusted residual (Haberman 1973, "The analysis of residuals in
cross-classified tables", Biometrics 29); V is enlarged by a quarter, so that one partner is never significant.

The location quotient (Florence 1939, "Report on the location of industry") is O / E; small counts are shrunk towards
1 by adding one partner to both, a Gamma prior with mean 1 (DuMouchel 1999, "Bayesian data mining in large frequency
tables", The American Statistician 53).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.addition import distinct
from graph.sums import Array

PRIOR = 1.0  # partners added to both sides of the quotient
SLACK = 0.25  # added to the variance
FEWER = -2.0  # from this residual on a cell has fewer than expected; by chance alone one cell in forty
LEAST = 1.0  # fewer than one partner missing is none


@dataclass(slots=True)
class Table:
    """Cells with their partners counted in each source, what is expected, and the variance of that; and how many."""

    found: Array
    expected: Array
    variance: Array
    partners: int

    @staticmethod
    def of(stratum: Array, cell: Array, partner: Array, shape: tuple[int, int]) -> Table:
        """The table of triples of source, cell (row × columns + column) and partner, each once."""
        rows, columns = shape
        strata, width = int(stratum.max(initial=0)) + 1, int(partner.max(initial=0)) + 1
        r = _counted(stratum * rows + cell // columns, partner, width, (strata, rows))
        c = _counted(stratum * columns + cell % columns, partner, width, (strata, columns))
        n = np.maximum(_counted(stratum, partner, width, (strata, 1)), 1.0)
        found = np.bincount(cell, minlength=rows * columns).reshape(shape)
        variance = (r * (1 - r / n)).T @ (c * (1 - c / n) / np.maximum(n - 1, 1))
        return Table(found, r.T @ (c / n), variance, len(distinct(partner)))

    def residuals(self) -> Array:
        """The adjusted residual of each cell."""
        residual: Array = (self.found - self.expected) / np.sqrt(self.variance + SLACK)
        return residual

    def missing(self) -> Array:
        """How many partners are missing in each cell that clearly has fewer than expected; 0 elsewhere."""
        return fewer(self.expected - self.found, self.residuals())


def _counted(group: Array, partner: Array, width: int, shape: tuple[int, int]) -> Array:
    """How many partners each group has."""
    each = distinct(group * width + partner) // width
    return np.bincount(each, minlength=shape[0] * shape[1]).reshape(shape).astype(float)


def by_share(found: Array, share: Array, partners: int) -> Table:
    """The table of one column, where partners follow a share of each row (binomial)."""
    hoped = (partners * share)[:, None]
    return Table(found, hoped, hoped * (1 - share[:, None]), partners)


def quotient(found: float, hoped: float) -> float:
    """The location quotient of a cell, shrunk towards 1."""
    return (found + PRIOR) / (hoped + PRIOR)


def fewer(missing: Array, residual: Array) -> Array:
    """What is missing where that is much and at least one; 0 elsewhere."""
    return np.where((residual <= FEWER) & (missing >= LEAST), missing, 0.0)
