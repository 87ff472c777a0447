"""A method for every question of the registry, with its parameters in full. Written by `python -m queries.method_writer`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.calling import checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from queries.aggregate import Aggregate
    from queries.bridges import BridgesShape
    from queries.brief import BriefKinds
    from queries.capability_shapes import CapabilitiesShape, CapabilityCard
    from queries.changes import ChangesShape
    from queries.communities import Communities
    from queries.enrichment import Enrichment
    from queries.evaluation import EvaluationShape
    from queries.evaluations import EvaluationsShape
    from queries.explanation import Explanation
    from queries.gap import GapOfPair
    from queries.gaps import GapsShape
    from queries.list_pages import AliasPage, ConflictPage, IdentifierPage, NodePage, RelationPage, SourcePage
    from queries.loads import LoadChanges, Loads
    from queries.measures import Measures, MeasureValues
    from queries.neighbourhood import Neighbourhood
    from queries.node_set import NetworkOfSet
    from queries.paths import Paths
    from queries.places import Places
    from queries.record_shapes import NodeRecord, RelationRecord, SourceRecord
    from queries.resolve import ResolveAnswer
    from queries.review_shapes import Review
    from queries.scenario_shapes import Scenario
    from queries.scene import SceneShape
    from queries.search import SearchResults
    from queries.sector_shapes import SectorCard, SectorCards
    from queries.structure import StructureShape
    from queries.years import YearRangeShape, YearsShape


class Methods:
    """A method for each question."""

    def ask(self, question: str, *subject: str, **given: Any) -> Any:
        """Answer a question of the registry."""
        raise NotImplementedError

    @checked
    def aggregate(
        self,
        group_by: Iterable[str],
        *,
        predicates: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        sectors: Iterable[str] | None = None,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        metric: str = "relations",
        limit: int = 1000,
        cursor: str | None = None,
    ) -> Aggregate:
        """Count nodes or relations by one or two fields.

        Relations are seen from both ends.

        A relation counts in each cell that it belongs to: `sector` is the sector of one end, `other_sector` that of the other
        end, so the table is symmetric, its rows add up to `sector` alone, and a relation inside a sector counts once, on the
        diagonal; `subject_…` and `object_…` keep the direction. With `publisher` a record counts once for each publisher of its
        sources. `records` counts each record once, `sum` adds all cells, `repeated` counts the records in several cells.

        Args:
            predicates: comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES.
            kinds: comma-separated kinds of nodes.
            sectors: comma-separated sector ids.
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            group_by: one or two fields, separated by a comma. nodes: kind, organisation_kind, programme_kind, sector, sphere, city, district, year, publisher; relations: predicate, year, publisher, kind, organisation_kind, programme_kind, sector, sphere, city, district, other_kind, other_organisation_kind, other_programme_kind, other_sector, other_sphere, other_city, other_district, subject_kind, subject_organisation_kind, subject_programme_kind, subject_sector, subject_sphere, subject_city, subject_district, object_kind, object_organisation_kind, object_programme_kind, object_sector, object_sphere, object_city, object_district; own columns: `attributes.NAME`, and of the ends of relations `node_attributes.NAME` (or `other_…`, `subject_…`, `object_…`).
            metric: what to count; one of nodes, relations.
            limit: largest number of cells, largest counts first; 1 to 10000.
            cursor: `next` of the previous page.
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

    @checked
    def aliases(
        self,
        *,
        q: str | None = None,
        sort: Iterable[str] = "id",
        fields: Iterable[str] | None = None,
        sample: int | None = None,
        seed: int = 0,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> AliasPage:
        """List further names of nodes.

        Any field is a filter: `sector=metals`, `sector=!metals` (all but these, also those without a value), `start_from=2018`,
        `name_ko_prefix=대구`, `name_ko_contains=소재`, `has_website=true`. Own columns of an origin are fields too:
        `attributes.grade=A`, `attributes.employees_from=50`.

        Args:
            q: search inside the list, as `/search` does; relations by their ends, sources by title and publisher. Best matches come first unless `sort` is given.
            sort: comma-separated fields; a leading - sorts in descending order; unknown values come last.
            fields: comma-separated fields to return; a dot reaches related records: subject.name_ko, sources.publisher.
            sample: a random sample of so many of the records that pass; the same seed and content give the same; 1 to 100000.
            seed: random seed of the sample; 0 or more.
            limit: records per page; 1 to 1000.
            cursor: `next` of the previous page.
            further: filters, by the fields of the records.
        """
        answer: AliasPage = self.ask(
            "aliases",
            q=q,
            sort=sort,
            fields=fields,
            sample=sample,
            seed=seed,
            limit=limit,
            cursor=cursor,
            **further,
        )
        return answer

    @checked
    def bridges(
        self,
        sector_a: str,
        sector_b: str,
        *,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        group_by: str = "sector",
        limit: int = 20,
        unrelated: bool = False,
    ) -> BridgesShape:
        """Find pairs of organisations that could bridge two sectors, and the brokers that already do.

        Pairs without a tie, ranked by what led to ties in the past, with reasons; brokers; and a hold-out test of the score.

        Args:
            sector_a: id of a counted sector.
            sector_b: id of another counted sector.
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            group_by: what is compared: sector, city, district, organisation_kind, sphere, an own column (`attributes.NAME`) of at most 60 values, or the parts of a programme (`division:PROGRAMME`).
            limit: largest number of pairs, and of brokers; 1 to 200.
            unrelated: also list pairs that have nothing in common but are both active.
        """
        answer: BridgesShape = self.ask(
            "bridges",
            sector_a,
            sector_b,
            as_of=as_of,
            since=since,
            undated=undated,
            group_by=group_by,
            limit=limit,
            unrelated=unrelated,
        )
        return answer

    @checked
    def brief_kinds(self) -> BriefKinds:
        """List the topics, formats and languages of briefs.

        A brief has two pages: findings, a picture, tables, what to do next, limits; each figure has a footnote.
        """
        answer: BriefKinds = self.ask("brief_kinds")
        return answer

    @checked
    def capabilities(
        self,
        *,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        rows: str = "sector",
        columns: str = "field",
        min_count: int = 3,
        measure: str = "lq",
        own: str = "drop",
        holdout: bool = False,
    ) -> CapabilitiesShape:
        """Find what sectors, places or organisations are specialised in.

        For each cell: organisations, location quotient as it is and shrunk, with an interval, and a verdict. `next` holds what a
        row might enter next, but only if a test on past dates shows that relatedness predicts it. Tables of more than 2,000
        cells list only those with an organisation.

        Args:
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            rows: what organisations are grouped by; one of sector, district, city, organisation.
            columns: what they develop or use: `field` of the technology, `technology`, or `ipc` (patent subclass); one of field, technology, ipc.
            min_count: organisations that a cell needs to be called specialised; 1 to 100.
            measure: order of the cells: `lq` (lower limit), `density` (relatedness); `fitness` adds fitness and complexity; one of lq, density, fitness.
            own: `drop` or `keep` the cell itself in its density; one of drop, keep.
            holdout: test on the past whether relatedness predicts entries; without it `next` is null.
        """
        answer: CapabilitiesShape = self.ask(
            "capabilities",
            as_of=as_of,
            since=since,
            undated=undated,
            rows=rows,
            columns=columns,
            min_count=min_count,
            measure=measure,
            own=own,
            holdout=holdout,
        )
        return answer

    @checked
    def capability(
        self,
        id: str,
        *,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        rows: str = "sector",
        columns: str = "field",
        min_count: int = 3,
        limit: int = 20,
    ) -> CapabilityCard:
        """Show what one row does, and what others do.

        Each column with the organisations that hold it and the sources that say so. Columns that only others have come after those
        of the row, most widespread first: this is not a recommendation.

        Args:
            id: id of a row: of a sector, place or organisation.
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            rows: what organisations are grouped by; one of sector, district, city, organisation.
            columns: what they develop or use: `field` of the technology, `technology`, or `ipc` (patent subclass); one of field, technology, ipc.
            min_count: organisations that a cell needs to be called specialised; 1 to 100.
            limit: largest number of columns that only others have; 1 to 500.
        """
        answer: CapabilityCard = self.ask(
            "capability",
            id,
            as_of=as_of,
            since=since,
            undated=undated,
            rows=rows,
            columns=columns,
            min_count=min_count,
            limit=limit,
        )
        return answer

    @checked
    def changes(
        self,
        since: str | int | date,
        until: str | int | date,
        *,
        predicates: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        sectors: Iterable[str] | None = None,
        undated: str = "keep",
        limit: int = 100,
        cursor: str | None = None,
    ) -> ChangesShape:
        """List relations that began or ended between two days.

        Compares the day before `since` with the last day of `until`, by the dates of the relations.

        One result per change, by date; a relation that began and ended in between appears twice. Each relation counts once,
        under its pair of sectors (`a` before `b`, null for nodes without a sector), so the pairs add up to `totals`.
        `ties_changed` counts pairs tied on both days by different relations. `undated` relations neither begin nor end.

        Args:
            predicates: comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES.
            kinds: comma-separated kinds of nodes.
            sectors: comma-separated sector ids.
            since: first day of the period; a partial date means its first day.
            until: last day of the period; a partial date means its last day.
            undated: `keep`: undated relations also make ties; `drop`: they do not; one of keep, drop.
            limit: changes per page; 1 to 1000.
            cursor: `next` of the previous page.
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

    @checked
    def communities(
        self,
        *,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        layer: str = "direct",
        resolution: float = 1.0,
        seed: int = 0,
    ) -> Communities:
        """Find the communities of a network (Leiden).

        Communities by size, members with most ties first; the same seed gives the same communities, and other seeds measure
        their stability. A label names over-represented sectors and technologies that at least a tenth of the members have.

        Args:
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            layer: which relations make ties; one of direct, affiliation, technology, all, facts.
            resolution: resolution of the Leiden algorithm: above 1 smaller groups, below 1 larger ones; more than 0, at most 100.
            seed: random seed for the order in which nodes are moved; 0 or more.
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

    @checked
    def conflicts(
        self,
        *,
        q: str | None = None,
        sort: Iterable[str] = "id",
        fields: Iterable[str] | None = None,
        sample: int | None = None,
        seed: int = 0,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> ConflictPage:
        """List conflicts between sources or records.

        Any field is a filter: `sector=metals`, `sector=!metals` (all but these, also those without a value), `start_from=2018`,
        `name_ko_prefix=대구`, `name_ko_contains=소재`, `has_website=true`. Own columns of an origin are fields too:
        `attributes.grade=A`, `attributes.employees_from=50`.

        Args:
            q: search inside the list, as `/search` does; relations by their ends, sources by title and publisher. Best matches come first unless `sort` is given.
            sort: comma-separated fields; a leading - sorts in descending order; unknown values come last.
            fields: comma-separated fields to return; a dot reaches related records: subject.name_ko, sources.publisher.
            sample: a random sample of so many of the records that pass; the same seed and content give the same; 1 to 100000.
            seed: random seed of the sample; 0 or more.
            limit: records per page; 1 to 1000.
            cursor: `next` of the previous page.
            further: filters, by the fields of the records.
        """
        answer: ConflictPage = self.ask(
            "conflicts",
            q=q,
            sort=sort,
            fields=fields,
            sample=sample,
            seed=seed,
            limit=limit,
            cursor=cursor,
            **further,
        )
        return answer

    @checked
    def enrichment(
        self,
        ids: Sequence[str] | None = None,
        *,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        names: Sequence[str] | None = None,
        background: Any = "all",
        by: Sequence[str] | None = None,
        samples: int = 999,
        seed: int = 0,
    ) -> Enrichment:
        """Find what a set of organisations has more often than its background, and whether it is tied more often than chance.

        Sectors, technologies, programmes, districts, kinds and own attributes, by the hypergeometric test with false discovery rates; the
        direct ties among the set beside random networks in which every organisation keeps its number of ties.

        Args:
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            ids: ids of nodes.
            names: names of nodes; one counts only if exactly one node has it as its name or alias.
            background: with which organisations the set is compared: `all`, `{"sector": "metals"}`, or ids; the set is always in it.
            by: what is compared: sector, technology, programme, district, kind (default: these), own columns as `attributes.NAME`.
            samples: random networks for the ties among the set; 20 to 10000.
            seed: random seed for them; 0 or more.
        """
        answer: Enrichment = self.ask(
            "enrichment",
            ids=ids,
            as_of=as_of,
            since=since,
            undated=undated,
            names=names,
            background=background,
            by=by,
            samples=samples,
            seed=seed,
        )
        return answer

    @checked
    def evaluate(
        self, id: str, *, roles: str = "all", years: int = 3, samples: int = 1999, seed: int = 0
    ) -> EvaluationShape:
        """Evaluate a programme by the ties among its members before and after its start.

        Ties that rest only on the programme's own sources (echo) are counted apart. An effect is estimated only if there are enough named
        members and expected ties; otherwise `reasons` says what is missing.

        Args:
            id: id of the programme.
            roles: `all` members, or `participants` only: without those who lead or operate the programme; one of all, participants.
            years: length of the windows before and after the start; 1 to 5.
            samples: number of permutations, where an effect can be estimated; 99 to 9999.
            seed: random seed of the permutations; 0 or more.
        """
        answer: EvaluationShape = self.ask(
            "evaluate", id, roles=roles, years=years, samples=samples, seed=seed
        )
        return answer

    @checked
    def evaluate_all(
        self,
        *,
        roles: str = "all",
        years: int = 3,
        samples: int = 1999,
        seed: int = 0,
        kind: str | None = None,
        first: int | None = None,
        last: int | None = None,
    ) -> EvaluationsShape:
        """Evaluate all programmes, and pool their member pairs by year relative to the start.

        One row per programme with a start and at least two named members; ties with and without echo from four years before to four after;
        and how many open pairs of members became tied, by kind of programme.

        Args:
            roles: `all` members, or `participants` only: without those who lead or operate the programme; one of all, participants.
            years: length of the windows before and after the start; 1 to 5.
            samples: number of permutations, where an effect can be estimated; 99 to 9999.
            seed: random seed of the permutations; 0 or more.
            kind: only programmes of this kind; default: all kinds whose members cooperate; one of project, mou, alliance, union, division.
            first: first year of the start, for the pooled figures; 1 to 9999.
            last: last year of the start, for the pooled figures; 1 to 9999.
        """
        answer: EvaluationsShape = self.ask(
            "evaluate_all",
            roles=roles,
            years=years,
            samples=samples,
            seed=seed,
            kind=kind,
            first=first,
            last=last,
        )
        return answer

    @checked
    def explain(self, a: str, b: str) -> Explanation:
        """Explain why two records are one organisation, or are not.

        The prior, the match weight of each comparison, the probability and the rule: of the stored decision on the two or on two records
        merged into them, or else computed from the nodes as they are.

        Args:
            a: id of the first node, or of a record merged into one.
            b: id of the second.
        """
        answer: Explanation = self.ask("explain", a=a, b=b)
        return answer

    @checked
    def gap(
        self,
        sector_a: str,
        sector_b: str,
        *,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        baseline: str = "outward",
        group_by: str = "sector",
        limit: int = 20,
        years: int = 20,
    ) -> GapOfPair:
        """Find what the verdict on a pair of sectors hangs on.

        Organisations by their share of the expected ties; the verdict without each of the 60 largest (its ties left out, the whole table
        judged again); and observed and expected ties at the end of each year.

        Args:
            sector_a: id of a counted sector.
            sector_b: id of another counted sector.
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            baseline: `outward`: which other sectors a sector is less tied to, given each organisation's number of ties to other sectors; `any`: compared with partners chosen at random (descriptive only); one of outward, any.
            group_by: what is compared: sector, city, district, organisation_kind, sphere, an own column (`attributes.NAME`) of at most 60 values, or the parts of a programme (`division:PROGRAMME`).
            limit: largest number of organisations; 1 to 60.
            years: number of years, up to the last one; 1 to 100.
        """
        answer: GapOfPair = self.ask(
            "gap",
            sector_a,
            sector_b,
            as_of=as_of,
            since=since,
            undated=undated,
            baseline=baseline,
            group_by=group_by,
            limit=limit,
            years=years,
        )
        return answer

    @checked
    def gaps(
        self,
        *,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        layer: str = "direct",
        baseline: str = "outward",
        group_by: str = "sector",
        method: str = "live",
        samples: int | None = None,
        seed: int = 0,
    ) -> GapsShape:
        """Find pairs of sectors with fewer (or more) ties than expected.

        For each pair: observed and expected ties, their ratio with an interval, z, p, q, a verdict and a sentence.

        Args:
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            layer: which ties to count; one of direct, affiliation, all.
            baseline: `outward`: which other sectors a sector is less tied to, given each organisation's number of ties to other sectors; `any`: compared with partners chosen at random (descriptive only); one of outward, any.
            group_by: what is compared: sector, city, district, organisation_kind, sphere, an own column (`attributes.NAME`) of at most 60 values, or the parts of a programme (`division:PROGRAMME`).
            method: `live` (fast) or `certified` (tested with sampled networks); one of live, certified.
            samples: number of sampled networks, for `certified`; 20 or more.
            seed: random seed for the sampled networks; 0 or more.
        """
        answer: GapsShape = self.ask(
            "gaps",
            as_of=as_of,
            since=since,
            undated=undated,
            layer=layer,
            baseline=baseline,
            group_by=group_by,
            method=method,
            samples=samples,
            seed=seed,
        )
        return answer

    @checked
    def identifiers(
        self,
        *,
        q: str | None = None,
        sort: Iterable[str] = "id",
        fields: Iterable[str] | None = None,
        sample: int | None = None,
        seed: int = 0,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> IdentifierPage:
        """List identifiers of nodes, without the numbers of sole traders.

        Any field is a filter: `sector=metals`, `sector=!metals` (all but these, also those without a value), `start_from=2018`,
        `name_ko_prefix=대구`, `name_ko_contains=소재`, `has_website=true`. Own columns of an origin are fields too:
        `attributes.grade=A`, `attributes.employees_from=50`.

        Args:
            q: search inside the list, as `/search` does; relations by their ends, sources by title and publisher. Best matches come first unless `sort` is given.
            sort: comma-separated fields; a leading - sorts in descending order; unknown values come last.
            fields: comma-separated fields to return; a dot reaches related records: subject.name_ko, sources.publisher.
            sample: a random sample of so many of the records that pass; the same seed and content give the same; 1 to 100000.
            seed: random seed of the sample; 0 or more.
            limit: records per page; 1 to 1000.
            cursor: `next` of the previous page.
            further: filters, by the fields of the records.
        """
        answer: IdentifierPage = self.ask(
            "identifiers",
            q=q,
            sort=sort,
            fields=fields,
            sample=sample,
            seed=seed,
            limit=limit,
            cursor=cursor,
            **further,
        )
        return answer

    @checked
    def load_changes(self, id: str, *, limit: int = 20, cursor: str | None = None) -> LoadChanges:
        """Show what one load changed, record by record.

        The records are given as their origins have them, before merging. Register numbers of sole traders, which are personal
        data, are counted in `withheld` and not shown.

        Args:
            id: id of a load.
            limit: changes per page; 1 to 1000.
            cursor: `next` of the previous page.
        """
        answer: LoadChanges = self.ask("load_changes", id, limit=limit, cursor=cursor)
        return answer

    @checked
    def loads(self, *, limit: int = 20, origin: str | None = None, cursor: str | None = None) -> Loads:
        """List loads that changed something, latest first.

        Loads of origins, manual edits (`edits`), decisions on pairs (`review`), results of the resolution (`identity`) and
        rollbacks (`rollback`), each with its report. A page can be continued after further loads.

        Args:
            limit: loads per page, latest first; 1 to 1000.
            origin: only loads of this origin.
            cursor: `next` of the previous page.
        """
        answer: Loads = self.ask("loads", limit=limit, origin=origin, cursor=cursor)
        return answer

    @checked
    def measure(
        self,
        name: str,
        *,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        layer: str = "direct",
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> MeasureValues:
        """Rank nodes by a measure.

        A measure's own parameters (see `measures`) can be given in addition; equal values share the better rank.

        Args:
            name: name of a measure, as listed by `measures`.
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            layer: which relations make ties; one of direct, affiliation, technology, all, facts.
            limit: values per page; 1 to 10000.
            cursor: `next` of the previous page.
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

    @checked
    def measures(self) -> Measures:
        """List all measures with their definitions.

        For each measure: name, unit, range, parameters with defaults, definition and reference.
        """
        answer: Measures = self.ask("measures")
        return answer

    @checked
    def neighbourhood(
        self,
        id: str,
        *,
        predicates: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        sectors: Iterable[str] | None = None,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        depth: int = 1,
        limit: int = 100,
        limit_per_node: int | None = None,
        rank_by: str = "degree",
        via: str | None = None,
        among: bool | None = None,
        cursor: str | None = None,
    ) -> Neighbourhood:
        """Find the nodes around a node, and their relations.

        Nearest first, then by number of relations; `totals` ignores the limit; `next` leads to the next page. The relations are those that
        lead to the nodes; with `among` also those between two nodes at the depth itself (the induced graph). `totals.among` counts them.

        With `rank_by`, `limit_per_node` or `via` only some neighbours are selected: `totals` counts all of them, `next` leads
        through the selected ones.

        Args:
            id: id of the central node.
            predicates: comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES.
            kinds: comma-separated kinds of nodes.
            sectors: comma-separated sector ids.
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            depth: largest number of steps from the node; 1 to 3.
            limit: largest number of nodes, nearest first; 1 to 1000.
            limit_per_node: largest number of new neighbours per node, best ranked first; default: all; 1 to 1000.
            rank_by: ranking of neighbours: degree, recency (of the latest tie to them), sources (number of sources of these ties), or a measure on the direct layer.
            via: programme: members of the same project, agreement, alliance, union or division are one step apart, joined by one tie with its evidence, instead of two memberships; one of programme.
            among: include the relations among all nodes given, also between two at the depth itself; default: no in JSON and in files of records, yes in graph files.
            cursor: `next` of the previous page.
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
            among=among,
            cursor=cursor,
        )
        return answer

    @checked
    def network_of_set(
        self,
        ids: Sequence[str] | None = None,
        *,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        names: Sequence[str] | None = None,
        grow: int = 0,
        layer: str = "facts",
    ) -> NetworkOfSet:
        """Find the network among the nodes of a set.

        All relations among them (`facts`), or the ties of a layer with the relations behind them; `grow` adds the nodes that are tied to most
        of the set. Unknown ids do not fail the call: they are listed in `missing`.

        Args:
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            ids: ids of nodes.
            names: names of nodes; one counts only if exactly one node has it as its name or alias.
            grow: how many other nodes to add: those tied to most of the set, at equal numbers those with the fewest ties elsewhere; 0 to 500.
            layer: which relations count; `facts`: all relations between nodes of any kind; one of direct, affiliation, technology, all, facts.
        """
        answer: NetworkOfSet = self.ask(
            "network_of_set",
            ids=ids,
            as_of=as_of,
            since=since,
            undated=undated,
            names=names,
            grow=grow,
            layer=layer,
        )
        return answer

    @checked
    def node(self, id: str) -> NodeRecord:
        """Describe one node of any kind.

        Its fields, sources, relations and conflicts.

        Args:
            id: id of the node.
        """
        answer: NodeRecord = self.ask("node", id)
        return answer

    @checked
    def nodes(
        self,
        *,
        q: str | None = None,
        sort: Iterable[str] = "id",
        fields: Iterable[str] | None = None,
        sample: int | None = None,
        seed: int = 0,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> NodePage:
        """List nodes of every kind.

        Any field is a filter: `sector=metals`, `sector=!metals` (all but these, also those without a value), `start_from=2018`,
        `name_ko_prefix=대구`, `name_ko_contains=소재`, `has_website=true`. Own columns of an origin are fields too:
        `attributes.grade=A`, `attributes.employees_from=50`.

        Args:
            q: search inside the list, as `/search` does; relations by their ends, sources by title and publisher. Best matches come first unless `sort` is given.
            sort: comma-separated fields; a leading - sorts in descending order; unknown values come last.
            fields: comma-separated fields to return; a dot reaches related records: subject.name_ko, sources.publisher.
            sample: a random sample of so many of the records that pass; the same seed and content give the same; 1 to 100000.
            seed: random seed of the sample; 0 or more.
            limit: records per page; 1 to 1000.
            cursor: `next` of the previous page.
            further: filters, by the fields of the records.
        """
        answer: NodePage = self.ask(
            "nodes",
            q=q,
            sort=sort,
            fields=fields,
            sample=sample,
            seed=seed,
            limit=limit,
            cursor=cursor,
            **further,
        )
        return answer

    @checked
    def organisation(self, id: str) -> NodeRecord:
        """Describe one organisation.

        Its fields, sources, relations and conflicts.

        Args:
            id: id of the organisation.
        """
        answer: NodeRecord = self.ask("organisation", id)
        return answer

    @checked
    def organisations(
        self,
        *,
        q: str | None = None,
        sort: Iterable[str] = "id",
        fields: Iterable[str] | None = None,
        sample: int | None = None,
        seed: int = 0,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> NodePage:
        """List organisations.

        Any field is a filter: `sector=metals`, `sector=!metals` (all but these, also those without a value), `start_from=2018`,
        `name_ko_prefix=대구`, `name_ko_contains=소재`, `has_website=true`. Own columns of an origin are fields too:
        `attributes.grade=A`, `attributes.employees_from=50`.

        Args:
            q: search inside the list, as `/search` does; relations by their ends, sources by title and publisher. Best matches come first unless `sort` is given.
            sort: comma-separated fields; a leading - sorts in descending order; unknown values come last.
            fields: comma-separated fields to return; a dot reaches related records: subject.name_ko, sources.publisher.
            sample: a random sample of so many of the records that pass; the same seed and content give the same; 1 to 100000.
            seed: random seed of the sample; 0 or more.
            limit: records per page; 1 to 1000.
            cursor: `next` of the previous page.
            further: filters, by the fields of the records.
        """
        answer: NodePage = self.ask(
            "organisations",
            q=q,
            sort=sort,
            fields=fields,
            sample=sample,
            seed=seed,
            limit=limit,
            cursor=cursor,
            **further,
        )
        return answer

    @checked
    def paths(
        self,
        source: str,
        target: str,
        *,
        predicates: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        sectors: Iterable[str] | None = None,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        k: int = 3,
        weight: str = "hops",
        avoid: Iterable[str] = (),
    ) -> Paths:
        """Find the k shortest paths between two nodes.

        Paths without repeated nodes, with the relations of each step; the list is empty if there is no path.

        `kinds`, `sectors` and `avoid` restrict the nodes between the two ends. Paths of equal cost are sorted by length, then by
        ids.

        Args:
            predicates: comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES.
            kinds: comma-separated kinds of nodes.
            sectors: comma-separated sector ids.
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            source: id of the first node.
            target: id of the last node.
            k: largest number of paths, lowest cost first; 1 to 20.
            weight: cost of a path: `hops`: 1 per step; `rarity`: log2(1 + neighbours) per node, so that hubs cost most; one of hops, rarity.
            avoid: comma-separated ids of nodes to avoid; `hubs`: the 1 % of nodes with most relations.
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

    @checked
    def places(self, *, members: bool = False) -> Places:
        """Count organisations by place.

        An organisation counts at the smallest place that its city and district name, in Korean or English; none is left out.
        The places that contain a place are listed too, so that full names can be built.

        Args:
            members: list the ids of the organisations.
        """
        answer: Places = self.ask("places", members=members)
        return answer

    @checked
    def programme(self, id: str) -> NodeRecord:
        """Describe one programme.

        Its fields, sources, relations and conflicts.

        Args:
            id: id of the programme.
        """
        answer: NodeRecord = self.ask("programme", id)
        return answer

    @checked
    def programmes(
        self,
        *,
        q: str | None = None,
        sort: Iterable[str] = "id",
        fields: Iterable[str] | None = None,
        sample: int | None = None,
        seed: int = 0,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> NodePage:
        """List programmes.

        Any field is a filter: `sector=metals`, `sector=!metals` (all but these, also those without a value), `start_from=2018`,
        `name_ko_prefix=대구`, `name_ko_contains=소재`, `has_website=true`. Own columns of an origin are fields too:
        `attributes.grade=A`, `attributes.employees_from=50`.

        Args:
            q: search inside the list, as `/search` does; relations by their ends, sources by title and publisher. Best matches come first unless `sort` is given.
            sort: comma-separated fields; a leading - sorts in descending order; unknown values come last.
            fields: comma-separated fields to return; a dot reaches related records: subject.name_ko, sources.publisher.
            sample: a random sample of so many of the records that pass; the same seed and content give the same; 1 to 100000.
            seed: random seed of the sample; 0 or more.
            limit: records per page; 1 to 1000.
            cursor: `next` of the previous page.
            further: filters, by the fields of the records.
        """
        answer: NodePage = self.ask(
            "programmes",
            q=q,
            sort=sort,
            fields=fields,
            sample=sample,
            seed=seed,
            limit=limit,
            cursor=cursor,
            **further,
        )
        return answer

    @checked
    def relation(self, id: str) -> RelationRecord:
        """Describe one relation.

        Its fields, sources, relations and conflicts.

        Args:
            id: id of the relation.
        """
        answer: RelationRecord = self.ask("relation", id)
        return answer

    @checked
    def relations(
        self,
        *,
        q: str | None = None,
        sort: Iterable[str] = "id",
        fields: Iterable[str] | None = None,
        sample: int | None = None,
        seed: int = 0,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> RelationPage:
        """List relations.

        Any field is a filter: `sector=metals`, `sector=!metals` (all but these, also those without a value), `start_from=2018`,
        `name_ko_prefix=대구`, `name_ko_contains=소재`, `has_website=true`. Own columns of an origin are fields too:
        `attributes.grade=A`, `attributes.employees_from=50`.

        Args:
            q: search inside the list, as `/search` does; relations by their ends, sources by title and publisher. Best matches come first unless `sort` is given.
            sort: comma-separated fields; a leading - sorts in descending order; unknown values come last.
            fields: comma-separated fields to return; a dot reaches related records: subject.name_ko, sources.publisher.
            sample: a random sample of so many of the records that pass; the same seed and content give the same; 1 to 100000.
            seed: random seed of the sample; 0 or more.
            limit: records per page; 1 to 1000.
            cursor: `next` of the previous page.
            further: filters, by the fields of the records.
        """
        answer: RelationPage = self.ask(
            "relations",
            q=q,
            sort=sort,
            fields=fields,
            sample=sample,
            seed=seed,
            limit=limit,
            cursor=cursor,
            **further,
        )
        return answer

    @checked
    def resolve(self, records: Sequence[Mapping[str, Any]], *, limit: int = 5) -> ResolveAnswer:
        """Match records to nodes, up to 1,000 at once.

        Compares registration numbers, then names (without legal form and site) and facts; their total weight decides.

        `merge` needs enough weight and no second node that fits about as well. A name alone never merges companies, nor does a
        similar name without a distinctive fact; these need `review`. Different numbers of one register are two organisations.

        Args:
            records: records to match.
            limit: largest number of candidates per record; 1 to 20.
        """
        answer: ResolveAnswer = self.ask("resolve", records=records, limit=limit)
        return answer

    @checked
    def review(
        self,
        *,
        status: str = "open",
        decision: str | None = None,
        reason: str | None = None,
        origin: str | None = None,
        id: str | None = None,
        limit: int = 20,
        cursor: str | None = None,
    ) -> Review:
        """List pairs of records that may be one organisation.

        The rules leave a pair to a person where they are not sure. Each pair has both records as their origins have them, each
        fact of the two side by side with its agreement, the match weight, and the reason why a person is asked.

        Args:
            status: `open`: a person has to decide; `decided`: a person has decided; `settled`: the rules have; one of open, decided, settled, all.
            decision: only pairs with this decision; one of merge, review, split.
            reason: only pairs that are left to a person for this reason: `numbers` of registers contradict each other; a merge would join two distinct organisations (`cluster`); the pair is likely, but a `rule` asks for a person; one may be the other under a new name (`rename`); the `probability` is too low to merge and too high to ignore; one of numbers, cluster, rule, rename, probability.
            origin: only pairs with a record of this origin.
            id: only pairs with this record or node.
            limit: pairs per page; 1 to 200.
            cursor: `next` of the previous page.
        """
        answer: Review = self.ask(
            "review",
            status=status,
            decision=decision,
            reason=reason,
            origin=origin,
            id=id,
            limit=limit,
            cursor=cursor,
        )
        return answer

    @checked
    def scene(
        self,
        *,
        predicates: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        sectors: Iterable[str] | None = None,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        layer: str | None = None,
        ids: Iterable[str] | None = None,
        around: str | None = None,
        depth: int = 1,
        seed: int = 0,
        resolution: float = 1.0,
        group_by: str = "sector",
        isolates: bool = False,
        limit: int = 20000,
    ) -> SceneShape:
        """Get a scene: nodes with positions, ties and a legend.

        The same content and parameters give the same picture. With `group_by`, the sector and the colour of an organisation are those of
        its group.

        Args:
            predicates: comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES.
            kinds: comma-separated kinds of nodes.
            sectors: comma-separated sector ids.
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            layer: which relations make ties; default: `all`, or `facts` (all kinds of nodes) around a node and for `ids`; one of direct, affiliation, technology, all, facts.
            ids: comma-separated ids: only these nodes, and the relations among them.
            around: id of the central node.
            depth: largest number of steps from the central node; 1 to 3.
            seed: random seed for communities and positions; 0 or more.
            resolution: resolution of the communities: above 1 smaller ones, below 1 larger ones; more than 0, at most 100.
            group_by: what is compared: sector, city, district, organisation_kind, sphere, an own column (`attributes.NAME`) of at most 60 values, or the parts of a programme (`division:PROGRAMME`).
            isolates: include nodes without a tie.
            limit: largest number of nodes, most ties first; fewer if they have more than `scene_ties` ties; 1 to 20000.
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
            ids=ids,
            around=around,
            depth=depth,
            seed=seed,
            resolution=resolution,
            group_by=group_by,
            isolates=isolates,
            limit=limit,
        )
        return answer

    @checked
    def search(self, text: str, *, kind: str | None = None, limit: int = 10) -> SearchResults:
        """Find nodes by name, as you type.

        Finds prefixes, 초성 (ㄷㄱㅌㅋ), aliases, former names and small typos in Korean and English, and organisations by a product in
        Korean (절삭공구); returns the name or product that matched.

        Args:
            text: name to search for, in Korean or English: a prefix, 초성 or an alias; or a product in Korean.
            kind: only nodes of this kind; one of organisation, technology, programme.
            limit: largest number of results; 1 to 100.
        """
        answer: SearchResults = self.ask("search", text=text, kind=kind, limit=limit)
        return answer

    @checked
    def sector(
        self,
        id: str,
        *,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        layer: str = "direct",
        baseline: str = "outward",
        group_by: str = "sector",
    ) -> SectorCard:
        """Describe one sector.

        The figures of a sector, and of its pairs with each other sector.

        Args:
            id: id of a counted sector.
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            layer: which ties to count; one of direct, affiliation, all.
            baseline: `outward`: which other sectors a sector is less tied to, given each organisation's number of ties to other sectors; `any`: compared with partners chosen at random (descriptive only); one of outward, any.
            group_by: what is compared: sector, city, district, organisation_kind, sphere, an own column (`attributes.NAME`) of at most 60 values, or the parts of a programme (`division:PROGRAMME`).
        """
        answer: SectorCard = self.ask(
            "sector",
            id,
            as_of=as_of,
            since=since,
            undated=undated,
            layer=layer,
            baseline=baseline,
            group_by=group_by,
        )
        return answer

    @checked
    def sectors(
        self,
        *,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        layer: str = "direct",
        baseline: str = "outward",
        group_by: str = "sector",
    ) -> SectorCards:
        """Describe all counted sectors.

        For each sector: organisations, ties, sources, and the distribution of its ties.

        Args:
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            layer: which ties to count; one of direct, affiliation, all.
            baseline: `outward`: which other sectors a sector is less tied to, given each organisation's number of ties to other sectors; `any`: compared with partners chosen at random (descriptive only); one of outward, any.
            group_by: what is compared: sector, city, district, organisation_kind, sphere, an own column (`attributes.NAME`) of at most 60 values, or the parts of a programme (`division:PROGRAMME`).
        """
        answer: SectorCards = self.ask(
            "sectors",
            as_of=as_of,
            since=since,
            undated=undated,
            layer=layer,
            baseline=baseline,
            group_by=group_by,
        )
        return answer

    @checked
    def source(self, id: str) -> SourceRecord:
        """Describe one source.

        Its fields, sources, relations and conflicts.

        Args:
            id: id of the source.
        """
        answer: SourceRecord = self.ask("source", id)
        return answer

    @checked
    def sources(
        self,
        *,
        q: str | None = None,
        sort: Iterable[str] = "id",
        fields: Iterable[str] | None = None,
        sample: int | None = None,
        seed: int = 0,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> SourcePage:
        """List sources.

        Any field is a filter: `sector=metals`, `sector=!metals` (all but these, also those without a value), `start_from=2018`,
        `name_ko_prefix=대구`, `name_ko_contains=소재`, `has_website=true`. Own columns of an origin are fields too:
        `attributes.grade=A`, `attributes.employees_from=50`.

        Args:
            q: search inside the list, as `/search` does; relations by their ends, sources by title and publisher. Best matches come first unless `sort` is given.
            sort: comma-separated fields; a leading - sorts in descending order; unknown values come last.
            fields: comma-separated fields to return; a dot reaches related records: subject.name_ko, sources.publisher.
            sample: a random sample of so many of the records that pass; the same seed and content give the same; 1 to 100000.
            seed: random seed of the sample; 0 or more.
            limit: records per page; 1 to 1000.
            cursor: `next` of the previous page.
            further: filters, by the fields of the records.
        """
        answer: SourcePage = self.ask(
            "sources",
            q=q,
            sort=sort,
            fields=fields,
            sample=sample,
            seed=seed,
            limit=limit,
            cursor=cursor,
            **further,
        )
        return answer

    @checked
    def structure(
        self,
        *,
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
        layer: str = "direct",
        seed: int = 0,
        quick: bool = False,
    ) -> StructureShape:
        """Describe a network as a whole: density, efficiency, robustness, rich club.

        Isolates are left out of the figures; robustness and rich club are limited to `structure_ties` ties (see `/`).

        Args:
            as_of: only relations in force on this day; a partial date means its last day.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            layer: which relations make ties; one of direct, affiliation, technology, all, facts.
            seed: random seed for the sampled networks and nodes; 0 or more.
            quick: leave out robustness and rich club.
        """
        answer: StructureShape = self.ask(
            "structure", as_of=as_of, since=since, undated=undated, layer=layer, seed=seed, quick=quick
        )
        return answer

    @checked
    def structure_by_year(
        self,
        *,
        layer: str = "direct",
        since: str | int | date | None = None,
        undated: str = "keep",
        first: int | None = None,
        last: int | None = None,
        seed: int = 0,
    ) -> YearsShape:
        """Describe a network on the last day of each year.

        The quick figures, one row per year. Undated ties count in every year unless dropped; relations without an end never end.

        Args:
            layer: which relations make ties; one of direct, affiliation, technology, all, facts.
            since: only relations that start on or after this date.
            undated: keep or drop relations without a date; one of keep, drop.
            first: first year; default: year of the earliest start, without outliers; 1 to 9999.
            last: last year; default: year of the latest start, without outliers; 1 to 9999.
            seed: random seed for the sampled networks and nodes; 0 or more.
        """
        answer: YearsShape = self.ask(
            "structure_by_year", layer=layer, since=since, undated=undated, first=first, last=last, seed=seed
        )
        return answer

    @checked
    def technologies(
        self,
        *,
        q: str | None = None,
        sort: Iterable[str] = "id",
        fields: Iterable[str] | None = None,
        sample: int | None = None,
        seed: int = 0,
        limit: int = 100,
        cursor: str | None = None,
        **further: Any,
    ) -> NodePage:
        """List technologies.

        Any field is a filter: `sector=metals`, `sector=!metals` (all but these, also those without a value), `start_from=2018`,
        `name_ko_prefix=대구`, `name_ko_contains=소재`, `has_website=true`. Own columns of an origin are fields too:
        `attributes.grade=A`, `attributes.employees_from=50`.

        Args:
            q: search inside the list, as `/search` does; relations by their ends, sources by title and publisher. Best matches come first unless `sort` is given.
            sort: comma-separated fields; a leading - sorts in descending order; unknown values come last.
            fields: comma-separated fields to return; a dot reaches related records: subject.name_ko, sources.publisher.
            sample: a random sample of so many of the records that pass; the same seed and content give the same; 1 to 100000.
            seed: random seed of the sample; 0 or more.
            limit: records per page; 1 to 1000.
            cursor: `next` of the previous page.
            further: filters, by the fields of the records.
        """
        answer: NodePage = self.ask(
            "technologies",
            q=q,
            sort=sort,
            fields=fields,
            sample=sample,
            seed=seed,
            limit=limit,
            cursor=cursor,
            **further,
        )
        return answer

    @checked
    def technology(self, id: str) -> NodeRecord:
        """Describe one technology.

        Its fields, sources, relations and conflicts.

        Args:
            id: id of the technology.
        """
        answer: NodeRecord = self.ask("technology", id)
        return answer

    @checked
    def whatif(
        self,
        changes: Sequence[Mapping[str, Any]],
        *,
        layer: str = "direct",
        baseline: str = "outward",
        years: int = 3,
        conversion: str | float = "estimated",
        draws: int = 40,
        seed: int = 0,
        graph_version: str | None = None,
    ) -> Scenario:
        """Find what alliances, ties and removals would change; nothing is stored.

        Each pair of sectors before and after, and the whole network. Members of an alliance become tied as often as those of past
        programmes of its kind did, ties reported only by the programme's own sources left out; what follows from the definition of the
        scenario alone is labelled `mechanical`.

        Args:
            changes: what is added and removed.
            layer: which ties to count; one of direct, affiliation, all.
            baseline: `outward`: which other sectors a sector is less tied to, given each organisation's number of ties to other sectors; `any`: compared with partners chosen at random (descriptive only); one of outward, any.
            years: years within which members may become tied; 1 to 5.
            conversion: share of the open pairs of members that become tied: estimated from past programmes, or a number from 0 to 1.
            draws: number of drawn outcomes; 1 to 10000.
            seed: random seed for the draws; 0 or more.
            graph_version: graph version on which the scenario was made; the answer is from the present one and says if they differ.
        """
        answer: Scenario = self.ask(
            "whatif",
            changes=changes,
            layer=layer,
            baseline=baseline,
            years=years,
            conversion=conversion,
            draws=draws,
            seed=seed,
            graph_version=graph_version,
        )
        return answer

    @checked
    def years(self, *, layer: str = "direct", undated: str = "keep") -> YearRangeShape:
        """List the years with data, and the number of ties in each.

        From the earliest to the latest start, without outliers; `outside` counts the rest, which `as_of` and `since` can reach.

        Args:
            layer: which relations make ties; one of direct, affiliation, technology, all, facts.
            undated: keep or drop relations without a date; one of keep, drop.
        """
        answer: YearRangeShape = self.ask("years", layer=layer, undated=undated)
        return answer
