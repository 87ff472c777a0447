/** The gaps as files: the table of pairs, the bridging pairs, the matrix as a picture. */
import type { Bridges, Gaps } from "../api/types";
import { record } from "../api/records";
import { csv } from "../explore/rows";
import { save } from "../picture/files";
import { FONT } from "../picture/renderer";
import { state } from "../state/state";
import { inLanguage, nameOf, sectorName, words } from "../words";

export function saveGaps(table: Gaps): void {
  const columns = ["a", "b", "observed", "expected", "ratio", "ratio_low", "ratio_high", "z", "p", "q", "step", "detectable", "verdict"] as const;
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
const DRAWN = ["fill", "stroke", "stroke-width", "font-size", "font-weight", "font-family", "text-anchor", "dominant-baseline"];
/** Writes the matrix with the styles that the page gives it written into it. */
export function saveMatrix(version: string): void {
  const source = document.querySelector<SVGSVGElement>("svg.matrix");
  if (!source) return;
  const copy = source.cloneNode(true) as SVGSVGElement;
  const [from, to] = [source.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    const target = to[i] as Element;
    for (const name of DRAWN) {
      const v = style.getPropertyValue(name);
      if (v && !v.includes("url(")) target.setAttribute(name, v);
    }
    for (const name of ["class", "role", "tabindex", "tabIndex", "aria-label"]) target.removeAttribute(name);
  });
  const box = source.viewBox.baseVal;
  const { gap_layer, baseline, as_of } = state.value;
  const w = words.value;
  const lines = [`${w.gapsTitle}: ${w.gapLayers[gap_layer]}, ${w.baseline}: ${baseline === "any" ? w.any : w.outward}${as_of ? `, ${as_of}` : ""}`, `${w.observed} / ${w.expected} · ${w.matrixLegend.mark} · ▨ ${w.matrixLegend.hatched}`, `${w.note} · ${w.version} ${version}`];
  lines.forEach((line, i) => {
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
    for (const [name, v] of Object.entries({ x: "8", y: String(box.height + 20 + 17 * i), "font-size": i ? "11" : "13", "font-weight": i ? "400" : "600", fill: getComputedStyle(document.body).color, "font-family": FONT })) text.setAttribute(name, v);
    text.textContent = line;
    copy.append(text);
  });
  const high = box.height + 66;
  copy.setAttribute("viewBox", `0 0 ${box.width} ${high}`);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(high));
  save("sojae-matrix.svg", new XMLSerializer().serializeToString(copy), "image/svg+xml");
}
