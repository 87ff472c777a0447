/** The shapes of answers, as the API's contract states them. */

export interface Term { ko: string; en: string }
export interface PredicateTerm extends Term { colour: string; group: number }
export interface SectorTerm extends Term { id: string; colour: string; counted: boolean }
/** The closed sets, in both languages; served beside the page, so that a new member appears here by itself. */
export interface Vocabulary {
  kinds: Record<string, Term>;
  organisation_kinds: Record<string, Term>;
  programme_kinds: Record<string, Term>;
  alias_kinds: Record<string, Term>;
  identifier_schemes: Record<string, Term>;
  evidence_kinds: Record<string, Term>;
  deciders: Record<string, Term>;
  predicates: Record<string, PredicateTerm>;
  layers: Record<string, Term>;
  sectors: SectorTerm[];
  colours: { no_sector: string; programme: string };
  evidence: { direct: string[]; affiliation: string[]; affiliation_programmes: string[]; technology: string[] };
  formats: { name: string; extension: string; summary: string }[];
}
export interface SceneNode {
  id: string; kind: string; label_ko: string; label_en: string; sector: string | null;
  x: number; y: number; size: number; colour: string; community: number;
}
export interface SceneTie { source: string; target: string; predicates: string[]; relations: string[]; weight: number }
export interface Scene {
  graph_version: string; layer: string; nodes: SceneNode[]; ties: SceneTie[];
  hidden: Record<string, number>;
  communities: { of: "layer" | "choice" | "drawn"; resolution: number; seed: number; modularity: number };
}
/** The years where the data are, how many ties hold in each, and what lies outside. */
export interface Years {
  from: number | null; until: number | null; years: { year: number; ties: number }[]; outside: { ties: number; years: number[] };
  ties: number; undated_ties: number;
}
export interface Relation {
  id: string; subject: string; predicate: string; object: string;
  start: string | null; end: string | null; detail: string | null; sources: string[];
}
export interface Alias { name: string; kind: string; valid_from: string | null; valid_until: string | null }
export interface Identifier { scheme: string; value: string; valid_from: string | null; valid_until: string | null; sources: string[] }
/** What is said on whether two records are one body; a piece of evidence is a word of `evidence_kinds`, and after `|` what it rests on. */
export interface SameAs { a: string; b: string; by: string; decision: string; score: number | null; evidence: string[] }
export interface Conflict {
  entity: string; field: string; value_a: string; sources_a: string[]; value_b: string; sources_b: string[]; chosen: string; why: string;
}
export interface NodeRecord {
  id: string; kind: string; name_ko: string; name_en: string; name_en_is_official: boolean;
  organisation_kind?: string | null; sector?: string | null; field?: string | null; sphere?: string | null;
  city?: string | null; district?: string | null; founded?: string | null; website?: string | null; products?: string | null;
  programme_kind?: string | null; start?: string | null; end?: string | null; budget_krw?: number | null; detail?: string | null;
  aliases?: Alias[] | null; identifiers?: Identifier[] | null; same_as?: SameAs[] | null; sources: string[];
  degree?: number; distance?: number; closed?: string | null;
  conflicts?: Conflict[];
}
export interface Source { id: string; title: string; publisher: string; published: string | null; url: string }
export interface Page<T> { results: T[]; total: number; next: string | null; graph_version: string }
export interface SearchResults { query: string; results: { node: NodeRecord; matched: string; match: string; score: number }[]; total: number }
export interface Neighbourhood {
  root: string; nodes: NodeRecord[]; relations: Relation[];
  totals: { nodes: number; relations: number }; truncated: boolean; next: string | null;
}
export interface Paths {
  source: string; target: string;
  paths: { length: number; nodes: string[]; relations: string[]; steps: string[][] }[];
  nodes: Record<string, NodeRecord>; relations: Record<string, Relation>;
}
export interface MeasureInfo {
  name: string; title_ko: string; title_en: string; family: string; unit: string; range: string;
  summary_ko: string; family_ko: string; unit_ko: string; range_ko: string;
  parameters: Record<string, unknown>; definition: string;
}
export interface MeasureValues {
  name: string; unit: string; layer: string; nodes: number; ties: number; undated_ties: number;
  values: { id: string; value: number; rank: number }[]; total: number; next: string | null;
}
export interface PlaceRecord {
  id: string; level: "country" | "region" | "province" | "city" | "district"; name_ko: string; name_en: string; parent: string | null;
  latitude: number | null; longitude: number | null; source: string; organisations: number; members?: string[];
}
export interface Places {
  results: PlaceRecord[]; unlisted: { stated: string; organisations: number; members?: string[] }[]; unknown: { organisations: number; members?: string[] };
}
export interface Trait { id: string; name_ko: string; name_en: string; members: number; expected: number; q: number }
export interface Structure { robustness: { first_lost: { id: string; name_ko: string; name_en: string }[]; half_after: number } | null }
export interface Community {
  id: number; size: number; label_ko: string; label_en: string; stability: number; over_represented: { sectors: Trait[]; technologies: Trait[] }; sectors: Record<string, number>; members: string[];
}
export interface Communities { modularity: number; isolates: number; stability: { seeds: number; adjusted_rand: number | null; modularity_low: number; modularity_high: number }; communities: Community[] }
export interface SectorCoverage {
  id: string; name_ko: string; name_en: string; organisations: number; with_ties: number;
  ties_per_organisation: number; single_source_share: number | null; youngest_source: string | null;
}
export interface Pair {
  a: string; b: string; observed: number; expected: number; ratio: number | null; ratio_low: number | null; ratio_high: number | null;
  z: number | null; p: number | null; q: number | null; step: number | null; detectable: number | null; power: number | null;
  verdict: "under-connected" | "over-connected" | "as expected" | "not enough data"; sentence: Term;
}
export interface Gaps {
  layer: string; baseline: string; method: string; ties: number; undated_ties: number; tested: number; graph_version: string;
  spread_factor: number; warnings: Term[]; sectors: SectorCoverage[]; pairs: Pair[];
}
export interface SectorCard extends SectorCoverage {
  isolated_share: number | null; e_i_index: number | null; e_i_expected: number | null; e_i_p: number | null;
  /** `expected` and `ratio` only under `any`: under `outward` the ratio is 1 by construction. */
  outside: { observed: number; expected: number | null; ratio: number | null };
  alliances: { id: string; share_within_2: number | null; anchor_ties: number; reason: Term | null }[]; pairs: Pair[];
}
export interface Figures { auc: number | null; average_precision: number | null; precision_at_10: number | null }
export interface Bridges {
  a: string; b: string;
  pairs: { a: string; b: string; score: number; reasons: { kind: string; via: string[]; weight: number; relations: string[] }[] }[];
  brokers: { id: string; ties_a: number; ties_b: number; sole_pairs: number; relations: string[] }[];
  evidence: Figures & { cutoff: string | null; test_ties: number; test_pairs?: number; baselines: Record<string, Figures>; ranked_by?: string; beats_preferential_attachment: boolean | null; sentence: Term };
  warnings: Term[]; unrelated: boolean;
}
export interface Root {
  name: string; version: string; graph_version: string; counts: Record<string, number>;
  limits: Record<string, number>; data_licence: string; licences: { origin: string; licence: string; url: string | null }[];
}
