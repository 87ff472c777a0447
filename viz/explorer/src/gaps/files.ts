/** The gaps as files: the table of pairs, the bridging pairs, the matrix as a picture. */
import { licences } from "../shell/licences";
import type { Bridges, Gaps } from "../api/types";
import { record } from "../api/records";
import { csv } from "../explore/rows";
import { saveFigure } from "../picture/figures";
import { save } from "../picture/files";
import { state } from "../state/state";
import { inLanguage, nameOf, sectorName, words } from "../words";

export function saveGaps(table: Gaps): void {
  const columns = ["a", "b", "observed", "expected", "ratio", "ratio_low", "ratio_high", "z", "p", "q", "step", "detectable", "power", "verdict"] as const;
  save(`sojae-gaps-${table.layer}-${table.baseline}.csv`, csv(
    [...columns, "name_a", "name_b", "sentence", "graph_version"].map((title) => ({ title })),
    table.pairs.map((p) => ({ cells: [...columns.map((c) => p[c]), sectorName(p.a), sectorName(p.b), inLanguage(p.sentence), table.graph_version] })),
  ), "text/csv");
}
export function saveBridges(found: Bridges): void {
  const named = (id: string) => { const n = record(id); return n ? nameOf(n) : id; };
  save(`sojae-bridges-${found.a}-${found.b}.csv`, csv(
    ["a", "name_a", "b", "name_b", "score", "reasons", "relations"].map((title) => ({ title })),
    found.pairs.map((p) => ({
      cells: [p.a, named(p.a), p.b, named(p.b), p.score, p.reasons.map((r) => `${words.value.reason[r.kind] ?? r.kind}${r.via.length ? `: ${r.via.map(named).join(", ")}` : ""}`).join("; "), [...new Set(p.reasons.flatMap((r) => r.relations))].join(" ")],
    })),
  ), "text/csv");
}
/** Writes the matrix as a picture, with what it shows below it. */
export function saveMatrix(version: string): void {
  const source = document.querySelector<SVGSVGElement>("svg.matrix");
  if (!source) return;
  const { gap_layer, baseline, as_of } = state.value;
  const w = words.value;
  saveFigure(source, "sojae-matrix.svg", [
    `${w.gapsTitle}: ${w.gapLayers[gap_layer]}, ${w.baseline}: ${baseline === "any" ? w.any : w.outward}${as_of ? `, ${as_of}` : ""}`,
    `${w.observed} / ${w.expected} · ${w.matrixLegend.mark} · ▨ ${w.matrixLegend.hatched}`, `${w.note} · ${w.version} ${version}`, licences.value,
  ]);
}
