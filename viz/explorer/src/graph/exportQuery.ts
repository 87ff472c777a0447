/** The parameters of `/export` and `/page` that ask for the nodes and ties in sight, as far as the API has parameters for it. */
import type { Parameters } from "../api/client";
import { vocabulary } from "../i18n";
import { state } from "../state/state";
import { showIsolates } from "./scene";

const FACETS = ["sector", "kind", "predicate"] as const;
export type Facet = (typeof FACETS)[number];

function valuesOf(facet: Facet): string[] {
  const terms = vocabulary.value;
  if (facet === "sector") return terms?.sectors.map((s) => s.id) ?? [];
  return Object.keys((facet === "kind" ? terms?.kinds : terms?.predicates) ?? {});
}
/** What of a facet is switched on; null where nothing is off, so that no filter is needed. */
function kept(facet: Facet): string[] | null {
  const gone = state.value.off.filter((o) => o.startsWith(`${facet}:`)).map((o) => o.slice(facet.length + 1));
  return gone.length ? valuesOf(facet).filter((v) => !gone.includes(v)) : null;
}
/** A facet of which everything is off: a filter without values would be left out of the address, and the file would have everything. */
export function emptiedFacet(): Facet | null {
  return FACETS.find((facet) => kept(facet)?.length === 0) ?? null;
}
export function exportQuery(): Parameters {
  const { layer, around, depth, as_of, compare, since, undated } = state.value;
  const keep = (facet: Facet) => kept(facet)?.join(",") ?? null;
  return {
    layer,
    around,
    depth: around ? depth : null,
    as_of: compare ?? as_of,
    since,
    undated: undated === "drop" ? "drop" : null,
    isolates: around || !showIsolates.value ? null : true,
    sectors: keep("sector"),
    kinds: keep("kind"),
    predicates: keep("predicate"),
  };
}
