"""A method for every question of the registry, with its parameters in full. Written by `python -m queries.method_writer`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from queries.aggregate import Aggregate
    from queries.bridges import BridgesShape
    from queries.changes import ChangesShape
    from queries.communities import Communities
    from queries.gaps import GapsShape
    from queries.lists import NodePage, RelationPage, SourcePage
    from queries.measures import Measures, MeasureValues
    from queries.neighbourhood import Neighbourhood
    from queries.paths import Paths
    from queries.places import Places
    from queries.record_shapes import NodeRecord, RelationRecord, SourceRecord
    from queries.resolve import ResolveAnswer
    from queries.scene import SceneShape
    from queries.search import SearchResults
    from queries.sectors import SectorCard, SectorCards
    from queries.structure import StructureShape
    from queries.years import YearRangeShape, YearsShape


class Methods:
    """What can be asked, a method a question."""

    def ask(self, question: str, *subject: str, **given: Any) -> Any:
        """Answer a question of the registry."""
        raise NotImplementedError

    def aggregate(
        self,
        group_by: str,
        *,
        predicates: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        sectors: Iterable[str] | None = None,
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
        metric: str = "relations",
        limit: int = 1000,
        cursor: str | None = None,
    ) -> Aggregate:
        """Count nodes or relations in one or two dimensions.

        Nodes, or relations seen from both their ends.

        A relation counts in every cell in which it is seen: `sector` is that of one end, `other_sector` that of the end
        opposite, so the table is symmetric, its rows add up to `sector` alone, and a relation inside a sector stands on the
        diagonal once; `subject_…` and `object_…` keep the direction. With `publisher` a record counts once for each publisher
        of its sources. `records` are counted once each, `sum` is that of all cells, `repeated` of the records stand in several.

        Args:
            predicates: comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES.
            kinds: comma-separated kinds of nodes.
            sectors: comma-separated sector ids.
            as_of: only relations that hold on this day (the last day that a partial date can mean).
            since: only relations whose start is on or after this date.
            undated: what becomes of relations without any date; one of keep, drop.
            group_by: one or two dimensions with a comma between. nodes: kind, organisation_kind, programme_kind, sector, sphere, city, district, year, publisher; relations: predicate, year, publisher, kind, organisation_kind, programme_kind, sector, sphere, city, district, other_kind, other_organisation_kind, other_programme_kind, other_sector, other_sphere, other_city, other_district, subject_kind, subject_organisation_kind, subject_programme_kind, subject_sector, subject_sphere, subject_city, subject_district, object_kind, object_organisation_kind, object_programme_kind, object_sector, object_sphere, object_city, object_district.
            metric: what is counted; one of nodes, relations.
            limit: cells to give, fullest first; 1 to 10000.
            cursor: `next` of the answer before.
        """
        answer: Aggregate = self.ask(
            "aggregate",
            group_by=group_by,
            predicates=predicates,
            kinds=kinds,
            sectors=sectors,
            as_of=as_of,
            since=since,
            undated=undated,
            metric=metric,
            limit=limit,
            cursor=cursor,
        )
        return answer

    def bridges(
        self,
        sector_a: str,
        sector_b: str,
        *,
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
        limit: int = 20,
        unrelated: bool = False,
    ) -> BridgesShape:
        """Name who could bridge two sectors, and who does.

        Pairs not yet tied, ranked by what tied such pairs in the past, with reasons; brokers; how far to trust it.

        Args:
            sector_a: id of a counted sector.
            sector_b: id of another one.
            as_of: only relations that hold on this day (the last day that a partial date can mean).
            since: only relations whose start is on or after this date.
            undated: what becomes of relations without any date; one of keep, drop.
            limit: pairs, and brokers, to name; 1 to 200.
            unrelated: also name pairs that have nothing in common and are merely both active.
        """
        answer: BridgesShape = self.ask(
            "bridges",
            sector_a,
            sector_b,
            as_of=as_of,
            since=since,
            undated=undated,
            limit=limit,
            unrelated=unrelated,
        )
        return answer

    def changes(
        self,
        since: str,
        until: str,
        *,
        predicates: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        sectors: Iterable[str] | None = None,
        undated: str = "keep",
        limit: int = 100,
        cursor: str | None = None,
    ) -> ChangesShape:
        """Tell what began and ended between two days.

        The day before `since` against the last day of `until`, by the relations' own dates.

        One result a change, in the order of days; a relation that began and ended in between comes twice. Every relation
        counts once, under its pair of sectors (`a` before `b`, null for ends without one), so pairs add up to `totals`.
        `ties_changed`: two nodes tied on both days, by other relations. `undated` relations neither begin nor end.

        Args:
            predicates: comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES.
            kinds: comma-separated kinds of nodes.
            sectors: comma-separated sector ids.
            since: the first day that counts (of a partial date its first).
            until: the last day that counts (of a partial date its last).
            undated: whether ties also stand by relations without any date; one of keep, drop.
            limit: changes on a page; 1 to 1000.
            cursor: `next` of the answer before.
        """
        answer: ChangesShape = self.ask(
            "changes",
            since=since,
            until=until,
            predicates=predicates,
            kinds=kinds,
            sectors=sectors,
            undated=undated,
            limit=limit,
            cursor=cursor,
        )
        return answer

    def communities(
        self,
        *,
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
        layer: str = "direct",
        resolution: float = 1.0,
        seed: int = 0,
    ) -> Communities:
        """Find the groups of a network (Leiden).

        Groups by size, members with most ties first; the same seed gives the same groups, other seeds tell how stable
        they are. A label names over-represented sectors and technologies that at least a tenth of the members have.

        Args:
            as_of: only relations that hold on this day (the last day that a partial date can mean).
            since: only relations whose start is on or after this date.
            undated: what becomes of relations without any date; one of keep, drop.
            layer: which ties are seen; one of direct, affiliation, technology, all, facts.
            resolution: above 1 gives smaller groups, below 1 larger ones; more than 0, at most 100.
            seed: of the order in which nodes are moved; 0 or more.
        """
        answer: Communities = self.ask(
            "communities",
            as_of=as_of,
            since=since,
            undated=undated,
            layer=layer,
            resolution=resolution,
            seed=seed,
        )
        return answer

    def gaps(
        self,
        *,
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
        layer: str = "direct",
        baseline: str = "outward",
        method: str = "live",
        samples: int | None = None,
        seed: int = 0,
    ) -> GapsShape:
        """Find pairs of sectors with fewer (or more) ties than chance would give.

        Observed and expected ties, their ratio with its interval, z, p, q, verdict and a sentence for each pair.

        Args:
            as_of: only relations that hold on this day (the last day that a partial date can mean).
            since: only relations whose start is on or after this date.
            undated: what becomes of relations without any date; one of keep, drop.
            layer: which ties are counted; one of direct, affiliation, all.
            baseline: `outward`: which other sectors are missed, given how outward-looking each organisation is; `any`: against partners chosen at random (descriptive only); one of outward, any.
            method: `live` (at once) or `certified` (by samples); one of live, certified.
            samples: samples where networks are drawn; 20 or more.
            seed: of the samples; 0 or more.
        """
        answer: GapsShape = self.ask(
            "gaps",
            as_of=as_of,
            since=since,
            undated=undated,
            layer=layer,
            baseline=baseline,
            method=method,
            samples=samples,
            seed=seed,
        )
        return answer

    def measure(
        self,
        name: str,
        *,
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
        layer: str = "direct",
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> MeasureValues:
        """Rank nodes by a measure of the registry.

        A measure's own parameters (see `measures`) stand beside these; equal values share the better rank.

        Args:
            name: name of a measure, as `measures` lists them.
            as_of: only relations that hold on this day (the last day that a partial date can mean).
            since: only relations whose start is on or after this date.
            undated: what becomes of relations without any date; one of keep, drop.
            layer: which ties are seen; one of direct, affiliation, technology, all, facts.
            limit: values on a page; 1 to 10000.
            cursor: `next` of the answer before.
            further: the measure's own parameters.
        """
        answer: MeasureValues = self.ask(
            "measure",
            name,
            as_of=as_of,
            since=since,
            undated=undated,
            layer=layer,
            limit=limit,
            cursor=cursor,
            **further,
        )
        return answer

    def measures(self) -> Measures:
        """List every measure with its definition.

        Name, unit, range, parameters with defaults, definition and source of every measure.
        """
        answer: Measures = self.ask("measures")
        return answer

    def neighbourhood(
        self,
        id: str,
        *,
        predicates: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        sectors: Iterable[str] | None = None,
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
        depth: int = 1,
        limit: int = 100,
        limit_per_node: int | None = None,
        rank_by: str = "degree",
        via: str | None = None,
        cursor: str | None = None,
    ) -> Neighbourhood:
        """Give the nodes around a node and the relations that lead to them.

        Nearest first, then by number of relations; `totals` are true whatever the limit; `next` continues.

        With `rank_by`, `limit_per_node` or `via` a walk chooses: `totals` are those without the choice, `next` continues to
        the end of what was chosen.

        Args:
            id: id of the node in the middle.
            predicates: comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES.
            kinds: comma-separated kinds of nodes.
            sectors: comma-separated sector ids.
            as_of: only relations that hold on this day (the last day that a partial date can mean).
            since: only relations whose start is on or after this date.
            undated: what becomes of relations without any date; one of keep, drop.
            depth: steps from the root; 1 to 3.
            limit: nodes to give, nearest first; 1 to 1000.
            limit_per_node: new neighbours to take of each node, best ranked first; without it all; 1 to 1000.
            rank_by: which neighbours come first: degree, recency (of the latest tie that leads there), sources (behind the ties that lead there), or a measure of the registry on the direct layer.
            via: programme: members of one project, agreement, alliance, union or division stand one step apart, joined by one tie with its evidence; memberships themselves are not walked; one of programme.
            cursor: `next` of the answer before.
        """
        answer: Neighbourhood = self.ask(
            "neighbourhood",
            id,
            predicates=predicates,
            kinds=kinds,
            sectors=sectors,
            as_of=as_of,
            since=since,
            undated=undated,
            depth=depth,
            limit=limit,
            limit_per_node=limit_per_node,
            rank_by=rank_by,
            via=via,
            cursor=cursor,
        )
        return answer

    def organisation(self, id: str) -> NodeRecord:
        """Describe one organisation.

        Its own fields, its sources, and what belongs to it.

        Args:
            id: id of the organisation.
        """
        answer: NodeRecord = self.ask("organisation", id)
        return answer

    def organisations(
        self,
        *,
        sort: str = "id",
        fields: str | None = None,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> NodePage:
        """List every organisation.

        Any field is a filter: `sector=metals`, `start_from=2018`, `name_ko_prefix=대구`, `has_website=true`.

        Args:
            sort: fields with commas between, each with - before it for descending; unknown values come last.
            fields: comma-separated fields to give; dotted ones reach further: subject.name_ko, sources.publisher.
            limit: records on a page; 1 to 1000.
            cursor: `next` of the page before.
            further: filters, by the fields of the records.
        """
        answer: NodePage = self.ask(
            "organisations", sort=sort, fields=fields, limit=limit, cursor=cursor, **further
        )
        return answer

    def paths(
        self,
        source: str,
        target: str,
        *,
        predicates: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        sectors: Iterable[str] | None = None,
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
        k: int = 3,
        weight: str = "hops",
        avoid: Iterable[str] = (),
    ) -> Paths:
        """Find the k shortest paths between two nodes.

        Paths that meet no node twice, with the relations on every step; without any path the list is empty.

        `kinds`, `sectors` and `avoid` say what a path may meet; its two ends may be anything. Equal paths come by length, then
        by ids.

        Args:
            predicates: comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES.
            kinds: comma-separated kinds of nodes.
            sectors: comma-separated sector ids.
            as_of: only relations that hold on this day (the last day that a partial date can mean).
            since: only relations whose start is on or after this date.
            undated: what becomes of relations without any date; one of keep, drop.
            source: id of the node to begin at.
            target: id of the node to reach.
            k: paths to give, cheapest first; 1 to 20.
            weight: hops: 1 a step; rarity: log2(1 + neighbours) for every node on the way, so that hubs cost most; one of hops, rarity.
            avoid: comma-separated ids that a path may not meet; hubs stands for the 1 % of nodes with most relations.
        """
        answer: Paths = self.ask(
            "paths",
            source=source,
            target=target,
            predicates=predicates,
            kinds=kinds,
            sectors=sectors,
            as_of=as_of,
            since=since,
            undated=undated,
            k=k,
            weight=weight,
            avoid=avoid,
        )
        return answer

    def places(self, *, members: bool = False) -> Places:
        """Tell where organisations are.

        The narrowest place that a record's city and district name, in Korean or English; nobody is left out. The places around
        a place are there too, so that names can be built.

        Args:
            members: whether the ids of organisations are listed.
        """
        answer: Places = self.ask("places", members=members)
        return answer

    def programme(self, id: str) -> NodeRecord:
        """Describe one programme.

        Its own fields, its sources, and what belongs to it.

        Args:
            id: id of the programme.
        """
        answer: NodeRecord = self.ask("programme", id)
        return answer

    def programmes(
        self,
        *,
        sort: str = "id",
        fields: str | None = None,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> NodePage:
        """List every programme.

        Any field is a filter: `sector=metals`, `start_from=2018`, `name_ko_prefix=대구`, `has_website=true`.

        Args:
            sort: fields with commas between, each with - before it for descending; unknown values come last.
            fields: comma-separated fields to give; dotted ones reach further: subject.name_ko, sources.publisher.
            limit: records on a page; 1 to 1000.
            cursor: `next` of the page before.
            further: filters, by the fields of the records.
        """
        answer: NodePage = self.ask(
            "programmes", sort=sort, fields=fields, limit=limit, cursor=cursor, **further
        )
        return answer

    def relation(self, id: str) -> RelationRecord:
        """Describe one relation.

        Its own fields, its sources, and what belongs to it.

        Args:
            id: id of the relation.
        """
        answer: RelationRecord = self.ask("relation", id)
        return answer

    def relations(
        self,
        *,
        sort: str = "id",
        fields: str | None = None,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> RelationPage:
        """List every relation.

        Any field is a filter: `sector=metals`, `start_from=2018`, `name_ko_prefix=대구`, `has_website=true`.

        Args:
            sort: fields with commas between, each with - before it for descending; unknown values come last.
            fields: comma-separated fields to give; dotted ones reach further: subject.name_ko, sources.publisher.
            limit: records on a page; 1 to 1000.
            cursor: `next` of the page before.
            further: filters, by the fields of the records.
        """
        answer: RelationPage = self.ask(
            "relations", sort=sort, fields=fields, limit=limit, cursor=cursor, **further
        )
        return answer

    def resolve(self, records: Sequence[Mapping[str, Any]], *, limit: int = 5) -> ResolveAnswer:
        """Find which nodes are meant by names, for up to 1,000 records.

        Numbers of registers, then names (legal form and site apart) with facts: what they weigh together decides.

        `merge` only where the weight is enough and no second node fits about as well. Names alone never merge firms, nor does
        likeness without a telling fact; those stay `review`. Different numbers of one register are two organisations.

        Args:
            records: records to find.
            limit: candidates to give for each record; 1 to 20.
        """
        answer: ResolveAnswer = self.ask("resolve", records=records, limit=limit)
        return answer

    def scene(
        self,
        *,
        predicates: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        sectors: Iterable[str] | None = None,
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
        layer: str | None = None,
        around: str | None = None,
        depth: int = 1,
        seed: int = 0,
        resolution: float = 1.0,
        isolates: bool = False,
        limit: int = 20000,
    ) -> SceneShape:
        """Give what a picture draws, with positions.

        The same content and the same parameters give the same picture.

        Args:
            predicates: comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES.
            kinds: comma-separated kinds of nodes.
            sectors: comma-separated sector ids.
            as_of: only relations that hold on this day (the last day that a partial date can mean).
            since: only relations whose start is on or after this date.
            undated: what becomes of relations without any date; one of keep, drop.
            layer: default: `all`, or `facts` (every kind of node) around a node; one of direct, affiliation, technology, all, facts.
            around: id of the node in the middle.
            depth: steps from it; 1 to 3.
            seed: of groups and positions; 0 or more.
            resolution: of the communities: above 1 gives smaller groups, below 1 larger ones; more than 0, at most 100.
            isolates: whether nodes without a tie are drawn.
            limit: nodes at most; those with most ties are kept, fewer where the ties among them are more than `scene_ties`; 1 to 20000.
        """
        answer: SceneShape = self.ask(
            "scene",
            predicates=predicates,
            kinds=kinds,
            sectors=sectors,
            as_of=as_of,
            since=since,
            undated=undated,
            layer=layer,
            around=around,
            depth=depth,
            seed=seed,
            resolution=resolution,
            isolates=isolates,
            limit=limit,
        )
        return answer

    def search(self, text: str, *, kind: str | None = None, limit: int = 10) -> SearchResults:
        """Find nodes by name, as you type.

        Korean and English, beginnings, 초성 (ㄷㄱㅌㅋ), aliases and former names, small typos; says which name matched.

        Args:
            text: any name, in Korean or English: beginning, 초성, alias.
            kind: only nodes of this kind; one of organisation, technology, programme.
            limit: hits to give; 1 to 100.
        """
        answer: SearchResults = self.ask("search", text=text, kind=kind, limit=limit)
        return answer

    def sector(
        self,
        id: str,
        *,
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
        layer: str = "direct",
        baseline: str = "outward",
    ) -> SectorCard:
        """Describe one sector.

        What is known of a sector, and every pair with another one.

        Args:
            id: id of a counted sector.
            as_of: only relations that hold on this day (the last day that a partial date can mean).
            since: only relations whose start is on or after this date.
            undated: what becomes of relations without any date; one of keep, drop.
            layer: which ties are counted; one of direct, affiliation, all.
            baseline: `outward`: which other sectors are missed, given how outward-looking each organisation is; `any`: against partners chosen at random (descriptive only); one of outward, any.
        """
        answer: SectorCard = self.ask(
            "sector", id, as_of=as_of, since=since, undated=undated, layer=layer, baseline=baseline
        )
        return answer

    def sectors(
        self,
        *,
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
        layer: str = "direct",
        baseline: str = "outward",
    ) -> SectorCards:
        """Describe every counted sector.

        What is known of each sector: organisations, ties, sources, and how its ties are spread.

        Args:
            as_of: only relations that hold on this day (the last day that a partial date can mean).
            since: only relations whose start is on or after this date.
            undated: what becomes of relations without any date; one of keep, drop.
            layer: which ties are counted; one of direct, affiliation, all.
            baseline: `outward`: which other sectors are missed, given how outward-looking each organisation is; `any`: against partners chosen at random (descriptive only); one of outward, any.
        """
        answer: SectorCards = self.ask(
            "sectors", as_of=as_of, since=since, undated=undated, layer=layer, baseline=baseline
        )
        return answer

    def source(self, id: str) -> SourceRecord:
        """Describe one source.

        Its own fields, its sources, and what belongs to it.

        Args:
            id: id of the source.
        """
        answer: SourceRecord = self.ask("source", id)
        return answer

    def sources(
        self,
        *,
        sort: str = "id",
        fields: str | None = None,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> SourcePage:
        """List every source.

        Any field is a filter: `sector=metals`, `start_from=2018`, `name_ko_prefix=대구`, `has_website=true`.

        Args:
            sort: fields with commas between, each with - before it for descending; unknown values come last.
            fields: comma-separated fields to give; dotted ones reach further: subject.name_ko, sources.publisher.
            limit: records on a page; 1 to 1000.
            cursor: `next` of the page before.
            further: filters, by the fields of the records.
        """
        answer: SourcePage = self.ask(
            "sources", sort=sort, fields=fields, limit=limit, cursor=cursor, **further
        )
        return answer

    def structure(
        self,
        *,
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
        layer: str = "direct",
        seed: int = 0,
        quick: bool = False,
    ) -> StructureShape:
        """Describe a network as a whole: density, closeness, robustness, rich club.

        Isolates have no say in the figures; robustness and rich club up to `structure_ties` ties (see `/`).

        Args:
            as_of: only relations that hold on this day (the last day that a partial date can mean).
            since: only relations whose start is on or after this date.
            undated: what becomes of relations without any date; one of keep, drop.
            layer: which ties are seen; one of direct, affiliation, technology, all, facts.
            seed: of what is drawn; 0 or more.
            quick: leave out robustness and rich club.
        """
        answer: StructureShape = self.ask(
            "structure", as_of=as_of, since=since, undated=undated, layer=layer, seed=seed, quick=quick
        )
        return answer

    def structure_by_year(
        self,
        *,
        layer: str = "direct",
        since: str | None = None,
        undated: str = "keep",
        first: int | None = None,
        last: int | None = None,
        seed: int = 0,
    ) -> YearsShape:
        """Give the quick figures on the last day of each year.

        A row a year. Undated ties stand in every year unless dropped; relations without an end never end.

        Args:
            layer: which ties are seen; one of direct, affiliation, technology, all, facts.
            since: only relations whose start is on or after this date.
            undated: what becomes of relations without any date; one of keep, drop.
            first: first year; default: of the first start that is no outlier; 1 to 9999.
            last: last year; default: of the last that is none; 1 to 9999.
            seed: of what is drawn; 0 or more.
        """
        answer: YearsShape = self.ask(
            "structure_by_year", layer=layer, since=since, undated=undated, first=first, last=last, seed=seed
        )
        return answer

    def technologies(
        self,
        *,
        sort: str = "id",
        fields: str | None = None,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> NodePage:
        """List every technology.

        Any field is a filter: `sector=metals`, `start_from=2018`, `name_ko_prefix=대구`, `has_website=true`.

        Args:
            sort: fields with commas between, each with - before it for descending; unknown values come last.
            fields: comma-separated fields to give; dotted ones reach further: subject.name_ko, sources.publisher.
            limit: records on a page; 1 to 1000.
            cursor: `next` of the page before.
            further: filters, by the fields of the records.
        """
        answer: NodePage = self.ask(
            "technologies", sort=sort, fields=fields, limit=limit, cursor=cursor, **further
        )
        return answer

    def technology(self, id: str) -> NodeRecord:
        """Describe one technology.

        Its own fields, its sources, and what belongs to it.

        Args:
            id: id of the technology.
        """
        answer: NodeRecord = self.ask("technology", id)
        return answer

    def years(self, *, layer: str = "direct", undated: str = "keep") -> YearRangeShape:
        """Give the years where the data are, and how many ties hold in each.

        From the first to the last start that is no outlier; what lies outside is told, and found by `as_of` and `since`.

        Args:
            layer: which ties are seen; one of direct, affiliation, technology, all, facts.
            undated: `drop`: leave out relations without any date; one of keep, drop.
        """
        answer: YearRangeShape = self.ask("years", layer=layer, undated=undated)
        return answer
