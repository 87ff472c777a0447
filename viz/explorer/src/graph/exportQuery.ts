/** The parameters of `/export` and `/page` that ask for the nodes and ties in sight, as far as the API has parameters for it. */
import type { Parameters } from "../api/client";
import { vocabulary } from "../i18n";
import { state } from "../state/state";
import { showIsolates } from "./scene";

export function exportQuery(): Parameters {
  const { layer, around, depth, as_of, compare, undated, off } = state.value;
  const terms = vocabulary.value;
  const keep = (facet: string, all: string[]) => {
    const gone = off.filter((o) => o.startsWith(`${facet}:`)).map((o) => o.slice(facet.length + 1));
    return gone.length ? all.filter((v) => !gone.includes(v)).join(",") : null;
  };
  return {
    layer: around && layer === "all" ? null : layer,
    around,
    depth: around ? depth : null,
    as_of: compare ?? as_of,
    undated: undated === "drop" ? "drop" : null,
    isolates: around || !showIsolates.value ? null : true,
    sectors: keep("sector", terms?.sectors.map((s) => s.id) ?? []),
    kinds: keep("kind", Object.keys(terms?.kinds ?? {})),
    predicates: keep("predicate", Object.keys(terms?.predicates ?? {})),
  };
}
