"""An invented landscape of projects with several partners, in the shape of CORDIS's tables.

The same seed gives the same bytes. A project has one to forty participants, 4.2 in the mean. Three in five come from
its community, of 400 projects in the mean, which is its topic and where its organisations lie; the others are anybody.
How often an organisation takes part follows Zipf's law with exponent 0.7: of 100,000 projects the largest is in 8 %.

    python -m benchmarks.partners_generator --projects 100000 --seed 1 FOLDER
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

from benchmarks.generator import organisation, regions
from benchmarks.recommending_sets import in_memory
from graph.recommending.arrays import Arrays

PROJECTS_PER_ORGANISATION, PROJECTS_PER_COMMUNITY = 4, 400
EXPONENT, AT_HOME, MEAN, MOST = 0.7, 0.6, 4.2, 40
PROJECT = ("id", "acronym", "title", "startDate", "endDate", "ecMaxContribution", "legalBasis", "topics",
           "frameworkProgramme", "fundingScheme")  # fmt: skip
ORGANISATION = ("projectID", "organisationID", "name", "activityType", "city", "country", "nutsCode", "order", "role",
                "ecContribution")  # fmt: skip
KINDS = ("HES", "REC", "PRC", "PUB", "OTH")
BASES = tuple(f"HORIZON.{pillar}.{part}" for pillar in (1, 2, 3) for part in (1, 2, 3))
FIRST_NUMBER = 100_000_001  # of projects and organisations
WORDS = ("water", "soil", "light", "speech", "heart", "harbour", "forest", "bridge", "cell", "signal", "school", "wind")


@dataclass(frozen=True, slots=True)
class Drawn:
    """Who takes part in what: an organisation a place, the first of a project leads it."""

    start: np.ndarray  # where the participants of each project begin, with the end of the last
    organisation: np.ndarray
    community: np.ndarray  # of each project
    home: np.ndarray  # the community of each organisation

    def members(self, project: int) -> list[int]:
        """The participants of a project, each once, in order."""
        return list(dict.fromkeys(self.organisation[self.start[project] : self.start[project + 1]].tolist()))


def drawn(projects: int, seed: int = 1) -> Drawn:
    """Participants of so many projects."""
    draw = np.random.default_rng([seed, projects])
    bodies = max(projects // PROJECTS_PER_ORGANISATION, 1)
    communities = max(projects // PROJECTS_PER_COMMUNITY, 1)
    many = 1 + np.minimum(draw.geometric(1 / (MEAN - 1), projects), MOST - 1)
    home, community = draw.integers(0, communities, bodies), draw.integers(0, communities, projects)
    by_home = np.argsort(home, kind="stable")
    first = np.searchsorted(home[by_home], np.arange(communities + 1))
    begin, size = (np.repeat(of[community], many) for of in (first[:-1], np.diff(first)))
    share = draw.random(len(begin)) ** (1 / (1 - EXPONENT))
    at_home = (draw.random(len(begin)) < AT_HOME) & (size > 0)
    inside = by_home[np.minimum(begin + np.floor(size * share).astype(int), bodies - 1)]
    member = np.where(at_home, inside, np.floor(bodies * share).astype(int))
    return Drawn(np.concatenate([[0], np.cumsum(many)]), member, community, home)


def arrays(projects: int, seed: int = 1) -> Arrays:
    """The same landscape as arrays in memory, with members and leads alone."""
    found = drawn(projects, seed)
    row = np.repeat(np.arange(projects), np.diff(found.start))
    shape = (projects, len(found.home))
    member = sparse.csr_array((np.ones(len(row)), (row, found.organisation)), shape=shape)
    return in_memory({}, {"lead": found.organisation[found.start[:-1]]}, {"member": member})


def write(folder: Path, projects: int, seed: int = 1) -> list[Path]:
    """Write the tables of projects and of organisations."""
    found = drawn(projects, seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / "project.csv", folder / "organization.csv"]
    for path, header, rows in zip(paths, (PROJECT, ORGANISATION), (_projects, _participations), strict=True):
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(header)
            writer.writerows(rows(found, seed))
    return paths


def _projects(found: Drawn, seed: int) -> Iterator[Sequence[str]]:
    draw = np.random.default_rng([seed, 1])
    many = len(found.community)
    starts = np.datetime64("2021-01-01") + draw.integers(0, 1_400, many)
    ends, words = starts + draw.integers(360, 1_800, many), draw.integers(0, len(WORDS), (many, 3))
    for at, community in enumerate(found.community.tolist()):
        title = f"{' and '.join(WORDS[word] for word in words[at])}, study {at + 1} in field {community + 1}"
        base, number = BASES[community % len(BASES)], str(FIRST_NUMBER + at)
        paid = str(500_000 + 1_000 * int(words[at].sum()))
        yield (number, f"ACR{at + 1}", title, str(starts[at]), str(ends[at]), paid, base,
               f"HORIZON-FIELD-{community + 1}", "HORIZON", "HORIZON-RIA")  # fmt: skip


def _participations(found: Drawn, seed: int) -> Iterator[Sequence[str]]:
    kinds = np.random.default_rng([seed, 2]).integers(0, len(KINDS), len(found.home)).tolist()
    places, home = regions(), found.home.tolist()
    for at in range(len(found.community)):
        for order, one in enumerate(found.members(at), 1):
            code, town = places[home[one] % len(places)]
            number, pic = str(FIRST_NUMBER + at), str(FIRST_NUMBER + one)
            role = "participant" if order > 1 else "coordinator"
            yield (number, pic, organisation(one), KINDS[kinds[one]], town, code[:2], code, str(order), role, "100000")


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--projects", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, options.projects, options.seed)


if __name__ == "__main__":
    main()
