"""How well and how fast organisations are resolved, beside simpler ways and other packages; `python -m bench.resolution`."""

from bench.resolution.measuring import (
    Answer,
    Figures,
    Measured,
    measure_homonyms,
    measure_lists,
    measure_register,
    measure_stress,
)
from bench.resolution.ours import ours_within

__all__ = [
    "Answer",
    "Figures",
    "Measured",
    "measure_homonyms",
    "measure_lists",
    "measure_register",
    "measure_stress",
    "ours_within",
]
