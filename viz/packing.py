"""Packing without overlap: circles are pushed apart, and parts of a layout are set on shelves."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

GAP = 5.0  # between the rims of two nodes
WIDE = 1.6  # width of the frame over its height: screens are wider than high
SHELF_GAP = 14.0  # between parts on a shelf
BRUTE_FORCE = 150  # circles of which every pair is looked at: quicker than a tree
SEARCH_EVERY = 8  # rounds after which circles near each other are sought anew
ROUNDS = 400  # of pushing apart: more than any network met here needed


def place_on_shelves(boxes: Floats, *, fresh: int) -> Floats:
    """Set parts on shelves: the first alone, the others in rows beneath it, in their order.

    Args:
        boxes: left, top, right and bottom of each part around its own origin.
        fresh: the part that begins a new row, some way below the others.

    Returns:
        How far each part has to be moved.
    """
    offsets = np.zeros((len(boxes), 2))
    if len(boxes) < 2:
        return offsets
    size = boxes[:, 2:] - boxes[:, :2]
    alone = 1 if size[0, 0] > 3 * np.median(size[:, 0]) else 0
    room = float(np.sum(np.prod(size[alone:] + SHELF_GAP, axis=1)))
    width = max(float(np.max(size[:, 0])), np.sqrt(room * WIDE))
    bottom = float(size[0, 1]) + 3 * SHELF_GAP if alone else 0.0
    offsets[0] = (width - size[0, 0]) / 2 - boxes[0, 0], -boxes[0, 1]
    x, high = 0.0, 0.0
    row: list[int] = []
    for part in range(alone, len(boxes)):
        if row and (part == fresh or x + size[part, 0] > width):
            centre_row(offsets, boxes, row, bottom, high)
            bottom, x, high, row = bottom + high + SHELF_GAP * (3 if part == fresh else 1), 0.0, 0.0, []
        offsets[part, 0] = x - boxes[part, 0]
        x, high = x + size[part, 0] + SHELF_GAP, max(high, float(size[part, 1]))
        row.append(part)
    centre_row(offsets, boxes, row, bottom, high)
    return offsets


def centre_row(offsets: Floats, boxes: Floats, row: list[int], top: float, high: float) -> None:
    """Centre the parts of a row on its middle line."""
    offsets[row, 1] = top + high / 2 - (boxes[row, 1] + boxes[row, 3]) / 2


def push_apart(xy: Floats, radii: Floats, gap: float, *, rounds: int = ROUNDS) -> Floats:
    """Push circles apart until no two are nearer than a gap, moving each as little as possible."""
    xy = xy.copy()
    if len(xy) < 2:
        return xy
    # equal places have no direction to be pushed in: a golden-angle spiral of tiny steps gives each its own
    turn = np.arange(len(xy)) * 2.399963
    xy += np.column_stack((np.cos(turn), np.sin(turn))) * 1e-3
    big = float(np.max(radii))
    candidates, age = near_pairs(xy, radii, 2 * gap, big), 0
    for step in range(rounds):
        pairs = closer_than(candidates, xy, radii, gap)
        # those who come near each other in between are found when the candidates are sought again
        if age and (age == SEARCH_EVERY or not len(pairs)):
            candidates, age = near_pairs(xy, radii, 2 * gap, big), 0
            pairs = closer_than(candidates, xy, radii, gap)
        if not len(pairs):
            break
        age += 1
        a, b = pairs[:, 0], pairs[:, 1]
        delta = xy[b] - xy[a]
        distance = np.maximum(np.sqrt(np.sum(delta**2, axis=1)), 1e-9)
        lack = radii[a] + radii[b] + gap - distance
        # the last rounds push a little too far, else the approach to the rim never ends
        push = delta * ((lack * (0.5 if step < rounds // 2 else 0.55) + 0.01) / distance)[:, None]
        share = (radii[b] ** 2 / (radii[a] ** 2 + radii[b] ** 2))[:, None]
        np.add.at(xy, a, -push * share * 2 * 0.7)
        np.add.at(xy, b, push * (1 - share) * 2 * 0.7)
    return xy


def near_pairs(xy: Floats, radii: Floats, gap: float, big: float) -> Ints:
    """Find the pairs of circles closer than a gap; large circles apart, since one common radius would find too many."""
    from scipy.spatial import cKDTree

    if len(xy) <= BRUTE_FORCE:
        pairs = np.column_stack(np.triu_indices(len(xy), 1))
        return closer_than(pairs, xy, radii, gap)
    found: list[Ints] = []
    usual = float(np.quantile(radii, 0.9))
    small, large = np.flatnonzero(radii <= usual), np.flatnonzero(radii > usual)
    tree = cKDTree(xy[small])
    pairs = tree.query_pairs(2 * usual + gap, output_type="ndarray")
    found.append(small[pairs].reshape(-1, 2))
    if len(large):
        wide = cKDTree(xy[large])
        found.append(large[wide.query_pairs(2 * big + gap, output_type="ndarray")].reshape(-1, 2))
        matrix = wide.sparse_distance_matrix(tree, big + usual + gap, output_type="coo_matrix")
        found.append(np.column_stack((large[matrix.row], small[matrix.col])))
    pairs = np.concatenate(found).astype(np.int64)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    return closer_than(pairs, xy, radii, gap)


def closer_than(pairs: Ints, xy: Floats, radii: Floats, gap: float) -> Ints:
    """Keep the pairs of circles nearer than a gap."""
    a, b = pairs[:, 0], pairs[:, 1]
    distance = np.sqrt(np.sum((xy[a] - xy[b]) ** 2, axis=1))
    close: Ints = pairs[distance < radii[a] + radii[b] + gap - 1e-6]
    return close
