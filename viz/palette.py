"""Colours and shapes: which sector, kind and predicate looks how, and how far apart that is for every kind of eye."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from graph.vocabulary import SECTORS, Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats = npt.NDArray[np.float64]

NO_SECTOR = "#A5B0B0"
PROGRAMME = "#4E5A66"  # programmes have no sector by their nature, which is not the same as an unknown one
SECTOR_COLOURS: Mapping[str | None, str] = MappingProxyType(
    {None: NO_SECTOR, **{sector.id: sector.colour for sector in SECTORS.values()}}
)
SHAPES: Mapping[Kind, str] = MappingProxyType(
    {Kind.ORGANISATION: "dot", Kind.TECHNOLOGY: "diamond", Kind.PROGRAMME: "square"}
)
KIND_COLOURS: Mapping[Kind, str] = MappingProxyType({Kind.PROGRAMME: PROGRAMME})
PREDICATE_GROUPS: Mapping[str, frozenset[Predicate]] = MappingProxyType(
    {
        "exchange": frozenset({Predicate.COLLABORATES_WITH, Predicate.SUPPLIES}),
        "support": frozenset({Predicate.SUPPORTS, Predicate.FUNDS, Predicate.SPECIALIST_FOR}),
        "joint": frozenset(
            {Predicate.MEMBER_OF, Predicate.LEADS, Predicate.PARTICIPATES_IN, Predicate.OPERATES}
        ),
        "knowledge": frozenset({Predicate.DEVELOPS, Predicate.USES, Predicate.LISTED_IN}),
        "structure": frozenset({Predicate.PART_OF, Predicate.ALIGNED_WITH, Predicate.SUCCEEDS}),
    }
)
GROUP_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "exchange": "#0072B2",
        "support": "#B8860B",
        "joint": "#7A8594",
        "knowledge": "#00806A",
        "structure": "#A0527A",
    }
)
PREDICATE_COLOURS: Mapping[Predicate, str] = MappingProxyType(
    {predicate: GROUP_COLOURS[group] for group, members in PREDICATE_GROUPS.items() for predicate in members}
)

# Machado, Oliveira & Fernandes (2009), doi:10.1109/TVCG.2009.113, severity 1, on linear RGB
SIGHTS: Mapping[str, Floats] = MappingProxyType(
    {
        "normal": np.eye(3),
        "protanopia": np.array(
            [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        ),
        "deuteranopia": np.array(
            [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ]
        ),
        "tritanopia": np.array(
            [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ]
        ),
    }
)
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = TO_XYZ.sum(axis=1)


def colour_of(kind: Kind, sector: str | None) -> str:
    """Give the colour of a node: its sector's, grey where that is unknown, slate for programmes."""
    return PROGRAMME if kind is Kind.PROGRAMME else SECTOR_COLOURS.get(sector, NO_SECTOR)


def rim(colour: str) -> str:
    """Give the colour of a node's rim: its fill made so dark that the node stands out from white (contrast 3).

    >>> rim("#FFFFFF"), rim("#000000")
    ('#949494', '#000000')
    """
    share = 0.8
    while contrast(mixed(colour, "#000000", share), "#FFFFFF") < 3:
        share -= 0.02
    return mixed(colour, "#000000", share)


def mixed(one: str, other: str, share: float) -> str:
    """Mix two colours, `share` of the first; opaque, since WebGL and canvas make a wash of transparent ones."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def linear(colour: str) -> Floats:
    """Read “#RRGGBB” as linear RGB in 0 to 1."""
    values = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(colour: str, sight: str = "normal") -> Floats:
    """Give CIE L*a*b* (D65) of a colour as an eye of this sight sees it.

    >>> lab("#FFFFFF").round().tolist()
    [100.0, 0.0, 0.0]
    """
    seen = np.clip(SIGHTS[sight] @ linear(colour), 0, 1)
    ratio = TO_XYZ @ seen / WHITE
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: str, other: str, sight: str = "normal") -> float:
    """Give ΔE (CIEDE2000) between two colours: 1 is just seen side by side, 10 at a glance.

    Reference: Sharma, Wu & Dalal (2005), doi:10.1002/col.20070.
    """
    return ciede2000(lab(one, sight), lab(other, sight))


def ciede2000(one: Floats, other: Floats) -> float:
    """Give the CIEDE2000 difference of two colours in CIE L*a*b*.

    >>> round(ciede2000(np.array([50, 2.6772, -79.7751]), np.array([50, 0, -82.7485])), 4)
    2.0425
    """
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - np.sqrt(mean_c7 / (mean_c7 + 25.0**7)))
    c1, c2 = np.hypot(a1 * (1 + g), b1), np.hypot(a2 * (1 + g), b2)
    h1, h2 = np.arctan2(b1, a1 * (1 + g)) % (2 * np.pi), np.arctan2(b2, a2 * (1 + g)) % (2 * np.pi)
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + np.pi) % (2 * np.pi) - np.pi
    d_h = 2 * np.sqrt(c1 * c2) * np.sin(turn / 2)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = h1 + h2 if c1 * c2 == 0 else h1 + turn / 2
    t = (
        1
        - 0.17 * np.cos(mean_h - np.pi / 6)
        + 0.24 * np.cos(2 * mean_h)
        + 0.32 * np.cos(3 * mean_h + np.pi / 30)
        - 0.20 * np.cos(4 * mean_h - np.deg2rad(63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    around_blue = np.exp(-(((np.rad2deg(mean_h) % 360 - 275) / 25) ** 2))
    r_c = 2 * np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7))
    r_t = -np.sin(2 * np.deg2rad(30) * around_blue) * r_c
    l, c, h = (l2 - l1) / s_l, (c2 - c1) / s_c, d_h / s_h  # noqa: E741  # the letters of the formula
    return float(np.sqrt(l**2 + c**2 + h**2 + r_t * c * h))


def contrast(one: str, other: str) -> float:
    """Give the WCAG 2 contrast ratio of two colours: 4.5 is AA for text, 3 for large text and marks.

    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    first, second = sorted((float(TO_XYZ[1] @ linear(one)), float(TO_XYZ[1] @ linear(other))))
    return round((second + 0.05) / (first + 0.05), 2)
