"""The forces that lay out a network, as loops over arrays that are compiled to machine code.

Nodes repel each other and links pull, after Jacomy, Venturini, Heymann and Bastian, "ForceAtlas2, a continuous graph
layout algorithm", PLoS ONE 9(6), 2014. What is far away repels as one, after Barnes and Hut, "A hierarchical
O(N log N) force-calculation algorithm", Nature 324, 1986.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from graph.recommending.compiled import compiled

Array = np.ndarray[Any, Any]

_RELAX = "f8[]= f8[]= f8[] i8[] i4[] f8[] i8 f8 f8"
_PART = "f8[]= f8[]= f8[] f8 i8"


def relax(
    x: Array, y: Array, mass: Array, row: Array, column: Array, weight: Array, rounds: int, gravity: float
) -> None:
    """Move nodes by the forces on them; ``row`` and ``column`` list the neighbours of each, ``weight`` their pull."""
    compiled(_relax, _RELAX)(
        x, y, mass, row.astype(np.int64), column.astype(np.int32), weight.astype(np.float64), rounds, gravity, 1.1
    )


def part(x: Array, y: Array, radius: Array, gap: float, rounds: int) -> int:
    """Move discs apart until none overlap or the rounds are over; how many pairs were pushed in the last round."""
    return int(compiled(_part, _PART)(x, y, radius, gap, rounds))


def _relax(  # type: ignore[no-untyped-def]  # noqa: PLR0912, PLR0915 - one loop for the compiler
    x, y, mass, row, column, weight, rounds, gravity, theta
):
    n = len(x)
    most = 8 * n + 1024
    first, body, parent = np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most, np.int32)
    mid_x, mid_y, half = np.empty(most), np.empty(most), np.empty(most)
    cell_m, cell_x, cell_y = np.empty(most), np.empty(most), np.empty(most)
    leaf, stack = np.empty(n, np.int32), np.empty(512, np.int32)
    old_x, old_y, new_x, new_y = np.zeros(n), np.zeros(n), np.zeros(n), np.zeros(n)
    speed, efficiency = 1.0, 1.0
    for _ in range(rounds):
        # the tree of cells: an inner cell (-2) has four below it, a leaf holds a node or none (-1)
        low_x, high_x, low_y, high_y = x.min(), x.max(), y.min(), y.max()
        mid_x[0], mid_y[0] = (low_x + high_x) / 2, (low_y + high_y) / 2
        half[0] = max(high_x - low_x, high_y - low_y) / 2 + 1e-9
        body[0], parent[0], cells = -1, -1, 1
        for i in range(n):
            cell = 0
            for depth in range(64):
                if body[cell] == -1:
                    body[cell] = i
                    break
                if body[cell] >= 0:
                    if depth >= 40 or cells + 4 > most:
                        break
                    other = body[cell]
                    first[cell] = cells
                    for quarter in range(4):
                        size = half[cell] / 2
                        mid_x[cells] = mid_x[cell] + (size if quarter & 1 else -size)
                        mid_y[cells] = mid_y[cell] + (size if quarter & 2 else -size)
                        half[cells], body[cells], parent[cells] = size, -1, cell
                        cells += 1
                    body[cell] = -2
                    at = first[cell] + (1 if x[other] > mid_x[cell] else 0) + (2 if y[other] > mid_y[cell] else 0)
                    body[at] = other
                    leaf[other] = at
                cell = first[cell] + (1 if x[i] > mid_x[cell] else 0) + (2 if y[i] > mid_y[cell] else 0)
            leaf[i] = cell
        for cell in range(cells):
            cell_m[cell] = cell_x[cell] = cell_y[cell] = 0.0
        for i in range(n):
            cell_m[leaf[i]] += mass[i]
            cell_x[leaf[i]] += mass[i] * x[i]
            cell_y[leaf[i]] += mass[i] * y[i]
        for cell in range(cells - 1, 0, -1):
            cell_m[parent[cell]] += cell_m[cell]
            cell_x[parent[cell]] += cell_x[cell]
            cell_y[parent[cell]] += cell_y[cell]
        for cell in range(cells):
            if cell_m[cell] > 0:
                cell_x[cell] /= cell_m[cell]
                cell_y[cell] /= cell_m[cell]
        swinging, pulling = 0.0, 0.0
        for i in range(n):
            force_x, force_y = 0.0, 0.0
            stack[0], height = 0, 1
            while height > 0:
                height -= 1
                cell = stack[height]
                if cell_m[cell] == 0.0:
                    continue
                across, down = x[i] - cell_x[cell], y[i] - cell_y[cell]
                square = across * across + down * down
                if body[cell] != -2:
                    if cell != leaf[i] and square > 1e-12:
                        force_x += across * cell_m[cell] / square
                        force_y += down * cell_m[cell] / square
                elif 4.0 * half[cell] * half[cell] < theta * theta * square:
                    force_x += across * cell_m[cell] / square
                    force_y += down * cell_m[cell] / square
                elif height + 4 < 512:
                    for quarter in range(4):
                        stack[height] = first[cell] + quarter
                        height += 1
            force_x *= mass[i]
            force_y *= mass[i]
            for at in range(row[i], row[i + 1]):
                j = column[at]
                force_x += (x[j] - x[i]) * weight[at]
                force_y += (y[j] - y[i]) * weight[at]
            far = math.sqrt(x[i] * x[i] + y[i] * y[i]) + 1e-9
            force_x -= gravity * mass[i] * x[i] / far
            force_y -= gravity * mass[i] * y[i] / far
            new_x[i], new_y[i] = force_x, force_y
            swinging += mass[i] * math.hypot(force_x - old_x[i], force_y - old_y[i])
            pulling += mass[i] * math.hypot(force_x + old_x[i], force_y + old_y[i]) / 2
        # how fast: as far as the whole does not swing
        wanted = 0.05 * math.sqrt(n)
        jitter = max(math.sqrt(wanted), min(10.0, wanted * pulling / (n * n)))
        if pulling > 0 and swinging / pulling > 2.0:
            if efficiency > 0.05:
                efficiency *= 0.5
            jitter = max(jitter, 1.0)
        goal = jitter * efficiency * pulling / (swinging + 1e-12)
        if swinging > jitter * pulling:
            if efficiency > 0.05:
                efficiency *= 0.7
        elif speed < 1000:
            efficiency *= 1.3
        speed += min(goal - speed, 0.5 * speed)
        for i in range(n):
            swing = mass[i] * math.hypot(new_x[i] - old_x[i], new_y[i] - old_y[i])
            step = speed / (1.0 + math.sqrt(speed * swing))
            x[i] += new_x[i] * step
            y[i] += new_y[i] * step
            old_x[i], old_y[i] = new_x[i], new_y[i]


def _part(x, y, radius, gap, rounds):  # type: ignore[no-untyped-def]
    n = len(x)
    size = 2 * radius.max() + gap
    place, order = np.empty(n, np.int64), np.empty(n, np.int64)
    pushed = 0
    for _ in range(rounds):
        low_x, low_y = x.min(), y.min()
        wide = int((x.max() - low_x) / size) + 1
        high = int((y.max() - low_y) / size) + 1
        start = np.zeros(wide * high + 1, np.int64)
        for i in range(n):
            place[i] = int((y[i] - low_y) / size) * wide + int((x[i] - low_x) / size)
            start[place[i] + 1] += 1
        for cell in range(wide * high):
            start[cell + 1] += start[cell]
        filled = start[:-1].copy()
        for i in range(n):
            order[filled[place[i]]] = i
            filled[place[i]] += 1
        pushed = 0
        for i in range(n):
            across_i, down_i = place[i] % wide, place[i] // wide
            for down in range(max(down_i - 1, 0), min(down_i + 2, high)):
                for across in range(max(across_i - 1, 0), min(across_i + 2, wide)):
                    cell = down * wide + across
                    for at in range(start[cell], start[cell + 1]):
                        j = order[at]
                        if j <= i:
                            continue
                        dx, dy = x[j] - x[i], y[j] - y[i]
                        apart = radius[i] + radius[j] + gap
                        square = dx * dx + dy * dy
                        if square >= apart * apart * 0.9999:
                            continue
                        far = math.sqrt(square)
                        if far < 1e-6:  # two on one spot part in a direction of their own
                            angle = 2.399963 * (i + j)
                            dx, dy, far = math.cos(angle), math.sin(angle), 1.0
                            square = 0.0
                        step = (apart - math.sqrt(square)) / 2 * 1.02
                        share = radius[j] / (radius[i] + radius[j])  # the larger one moves less
                        x[i] -= dx / far * step * 2 * share
                        y[i] -= dy / far * step * 2 * share
                        x[j] += dx / far * step * 2 * (1 - share)
                        y[j] += dy / far * step * 2 * (1 - share)
                        pushed += 1
        if pushed == 0:
            break
    return pushed
