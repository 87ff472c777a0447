/** The legend of what is drawn: what its colours, sizes, shapes and ties mean, with counts; derived from the drawn nodes themselves. */
import { computed } from "@preact/signals";
import { colouring, isByValues } from "../graph/colouring";
import { isGroup } from "../graph/collapse";
import { type Facet, facetValue } from "../graph/filtering";
import { measureText, measureTitle, measureValues } from "../graph/measures";
import { isOwn, ownName } from "../graph/ownValues";
import { valueInWords } from "../graph/valueInWords";
import { visibleGraph } from "../graph/visibleGraph";
import { kindName, messages } from "../i18n";
import { outTexts } from "../i18n/out";
import { select } from "../state/state";
import { ramp } from "./colours";
import { nodeStyle, theme } from "./nodeStyle";

export interface LegendEntry {
  label: string;
  colour: string;
  mark: "disc" | "square" | "diamond" | "line";
  count: number | null;
}
export interface Legend {
  /** what the colours mean */
  title: string;
  entries: LegendEntry[];
  /** for numbers: the colours from low to high and the values at both ends */
  scale: { colours: string[]; low: string; high: string } | null;
  /** what sizes mean */
  size: string;
}
const MARKS: Record<string, LegendEntry["mark"]> = { programme: "square", technology: "diamond" };
/** Values beyond this many are summed up in one line. */
const MOST = 16;
const size = select("size");

function byValues(): LegendEntry[] {
  const graph = visibleGraph.value;
  if (!graph) return [];
  const [style, colour] = [nodeStyle.value, colouring.value];
  const found = new Map<string, LegendEntry>();
  for (const node of graph.nodes) {
    if (isGroup(node.id)) continue;
    const value = facetValue(node, colour as Facet);
    const label = value === null ? kindName(node.kind) : valueInWords(colour, value);
    const known = found.get(label);
    const mark = colour === "kind" || value === null ? (MARKS[node.kind] ?? "disc") : "disc";
    if (known) known.count = (known.count ?? 0) + 1;
    else found.set(label, { label, colour: style(node).colour, mark, count: 1 });
  }
  const sorted = [...found.values()].sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
  if (sorted.length <= MOST + 1) return sorted;
  const rest = sorted.slice(MOST);
  const count = rest.reduce((sum, one) => sum + (one.count ?? 0), 0);
  const colours = new Set(rest.map((one) => one.colour));
  const [shared] = colours;
  return [
    ...sorted.slice(0, MOST),
    {
      label: outTexts.value.more(String(rest.length)),
      colour: colours.size === 1 && shared ? shared : theme.value.soft,
      mark: "disc",
      count,
    },
  ];
}

export const legend = computed<Legend>(() => {
  const [msg, t, colour] = [messages.value, theme.value, colouring.value];
  const graph = visibleGraph.value;
  const known = isByValues.value ? null : measureValues.value.get(colour);
  const changes: [string, string, string][] = [
    ["fresh", msg.fresh, t.fresh],
    ["ended", msg.ended, t.ended],
    ["changed", msg.changedTie, t.changed],
    ["kept", msg.kept, t.tie],
  ];
  const ties = graph?.compared
    ? changes.map(([status, label, shade]): LegendEntry => {
        const count = graph.ties.filter((tie) => tie.status === status).length;
        return { label, colour: shade, mark: "line", count };
      })
    : [];
  const title = isOwn(colour) ? ownName(colour) : (msg.facet[colour] ?? measureTitle(colour));
  const values = known ? [...known].filter(([id]) => graph?.nodeById.has(id)).map(([, v]) => v) : [];
  const sized = size.value === "ties" ? msg.byTies : isOwn(size.value) ? ownName(size.value) : measureTitle(size.value);
  return {
    title,
    entries: [...(isByValues.value ? byValues() : []), ...ties],
    scale: values.length
      ? {
          colours: [0, 0.2, 0.4, 0.6, 0.8, 1].map((v) => ramp(v, t)),
          low: measureText(
            colour,
            values.reduce((a, b) => Math.min(a, b)),
          ),
          high: measureText(
            colour,
            values.reduce((a, b) => Math.max(a, b)),
          ),
        }
      : null,
    size: outTexts.value.sized(sized),
  };
});
