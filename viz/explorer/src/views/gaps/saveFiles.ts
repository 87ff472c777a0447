/** Files of the gaps: the table of pairs, the bridging candidates, the matrix as a figure. */
import { record } from "../../api/records";
import type { Bridges, Gaps } from "../../api/types";
import { save } from "../../browser/saveFile";
import { csv } from "../../browser/spreadsheet";
import { licences } from "../../graph/licences";
import { inLanguage, layerName, nameOf } from "../../i18n";
import { groupName, groupingName, isBySector, words } from "./groups";
import { saveFigure } from "../../picture/figureExport";
import { state } from "../../state/state";

export function saveGaps(table: Gaps): void {
  const columns = [
    "a",
    "b",
    "observed",
    "expected",
    "ratio",
    "ratio_low",
    "ratio_high",
    "z",
    "p",
    "q",
    "step",
    "detectable",
    "power",
    "verdict",
  ] as const;
  save(
    `sojae-gaps-${isBySector.value ? "" : "groups-"}${table.layer}-${table.baseline}.csv`,
    csv(
      [...columns, "name_a", "name_b", "sentence", "graph_version"].map((title) => ({ title })),
      table.pairs.map((p) => ({
        cells: [
          ...columns.map((c) => p[c]),
          groupName(p.a),
          groupName(p.b),
          inLanguage(p.sentence),
          table.graph_version,
        ],
      })),
    ),
    "text/csv",
  );
}
export function saveBridges(found: Bridges): void {
  const named = (id: string) => {
    const n = record(id);
    return n ? nameOf(n) : id;
  };
  save(
    `sojae-bridges-${found.a}-${found.b}.csv`,
    csv(
      ["a", "name_a", "b", "name_b", "score", "reasons", "relations"].map((title) => ({ title })),
      found.pairs.map((p) => ({
        cells: [
          p.a,
          named(p.a),
          p.b,
          named(p.b),
          p.score,
          p.reasons
            .map(
              (r) => `${words.value.reason[r.kind] ?? r.kind}${r.via.length ? `: ${r.via.map(named).join(", ")}` : ""}`,
            )
            .join("; "),
          [...new Set(p.reasons.flatMap((r) => r.relations))].join(" "),
        ],
      })),
    ),
    "text/csv",
  );
}
/** Saves the matrix as a figure, with a caption. */
export function saveMatrix(version: string): void {
  const source = document.querySelector<SVGSVGElement>("svg.matrix");
  if (!source) return;
  const { gap_layer, baseline, as_of, group_by } = state.value;
  const msg = words.value;
  saveFigure(source, "sojae-matrix.svg", [
    `${msg.gapsTitle}${isBySector.value ? "" : ` (${groupingName(group_by)})`}: ${layerName(gap_layer)}, ${msg.baseline}: ${baseline === "any" ? msg.any : msg.outward}${as_of ? `, ${as_of}` : ""}`,
    `${msg.observed} / ${msg.expected} · ${msg.matrixLegend.mark} · ▨ ${msg.matrixLegend.hatched}`,
    `${msg.note} · ${msg.version} ${version}`,
    licences.value,
  ]);
}
