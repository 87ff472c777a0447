"""The registry of tools: each asks one question of the registry (some a second one, where the subject is left out)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One tool.

    Attributes:
        question: the question of the registry that it asks.
        use: when an agent uses it, and what follows.
        every: the question asked where the subject is left out.
        without: members of the answer that an agent has no use for.
    """

    question: str
    use: str
    every: str | None = None
    without: frozenset[str] = frozenset()


TOOLS: Mapping[str, Tool] = MappingProxyType(
    {
        "search": Tool(
            question="search",
            use="Begin here: every other tool takes ids. Korean, English, abbreviations and initial consonants (초성) all work.",
            without=frozenset({"identifiers", "same_as"}),
        ),
        "resolve": Tool(
            question="resolve",
            use="For messy names from a document or table: says which node each one is, or that it is not sure. Give city, website or sector where you know them: a name alone is rarely enough.",
            without=frozenset({"fit", "not_compared"}),
        ),
        "node": Tool(
            question="organisation",
            use="Takes the id of any node, relation (r00837) or source (s0290). Use it to read a citation in full.",
        ),
        "neighbourhood": Tool(
            question="neighbourhood",
            use="What an organisation works on, and with whom: filter by `predicates` (COLLABORATES_WITH, DEVELOPS, …) or `kinds`.",
        ),
        "network_of_set": Tool(
            question="network_of_set",
            use="For a list of organisations: who among them is tied to whom. Ids or names.",
        ),
        "enrichment": Tool(
            question="enrichment",
            use="For a list of organisations: what they have in common beyond chance. `q` is the p-value corrected for the number of terms.",
        ),
        "paths": Tool(
            question="paths",
            use="How two nodes are connected, with the relation behind each step. Avoid a hub with `avoid`.",
        ),
        "gaps": Tool(
            question="gaps",
            use="Which sectors work together less than their activity suggests. Then `gap` for the reasons and `bridges` for partners.",
        ),
        "gap": Tool(
            question="gap",
            use="Why a pair of sectors has its verdict: the organisations it depends on, its course over the years, shared programmes.",
        ),
        "bridges": Tool(
            question="bridges",
            use="Who could connect two sectors. `evidence` says how well the ranking predicted later ties: report it with the names.",
        ),
        "sector": Tool(
            question="sector",
            every="sectors",
            use="Leave `id` out for all sectors.",
            without=frozenset({"mixing", "colour"}),
        ),
        "evaluate": Tool(
            question="evaluate",
            every="evaluate_all",
            use="Whether the effect of a programme (alliance, union, plan) is known. Leave `id` out for all programmes. “Cannot be estimated” is a result: report its reasons.",
        ),
        "whatif": Tool(
            question="whatif",
            use="An alliance is {add: alliance, name, members: [ids]}; a tie {add: tie, a, b}; a removal {remove: organisation, id}.",
        ),
        "changes": Tool(
            question="changes",
            use="What began or ended between two days, for instance since 2020. Most relations have no end: they still hold.",
        ),
        "measure": Tool(
            question="measure",
            every="measures",
            use="Who has most ties (`degree`), who connects others (`betweenness`), … Leave `name` out to list all measures.",
            without=frozenset({"family_ko", "range_ko", "unit_ko"}),
        ),
        "export": Tool(
            question="scene",
            use="Gives an address and a command for the filtered graph as a file; it returns no data itself.",
        ),
    }
)
FURTHER = frozenset({"rows", "language"})
"""Parameters of tools that questions do not have."""
