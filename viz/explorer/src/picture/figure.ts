/** A picture to be shown elsewhere: the network with title, day, counts, filters, legend, source and licence. */
import { about, dayInWords } from "../graph/about";
import { visibleGraph } from "../graph/visibleGraph";
import { number } from "../i18n";
import { activeRenderer } from "./activeRenderer";
import { mix } from "./colours";
import { networkSvg } from "./imageExport";
import { legend, type LegendEntry } from "./legend";
import { highlight, nodeStyle, theme } from "./nodeStyle";
import { FONT } from "./renderer";
import { tieStyle } from "./tieStyle";
import { xml } from "./xml";

const EDGE = 16;
type Measure = (text: string, size: number, weight: number) => number;

/** Breaks a text into lines that fit; a word that is too long stands alone. */
export function wrapped(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
function mark({ mark: shape, colour }: LegendEntry, x: number, y: number): string {
  if (shape === "line") return `<path d="M${x - 2} ${y}h13" stroke="${colour}" stroke-width="3"/>`;
  if (shape === "square") return `<rect x="${x}" y="${y - 4.5}" width="9" height="9" fill="${colour}"/>`;
  if (shape === "diamond")
    return `<path d="M${x + 4.5} ${y - 5.5}l5.500 5.500-5.500 5.500-5.500-5.500z" fill="${colour}"/>`;
  return `<circle cx="${x + 4.5}" cy="${y}" r="5" fill="${colour}"/>`;
}

/** The legend in lines that fit the width; gives what is written and how high it is. */
function legendSvg(width: number, measure: Measure, ink: string, soft: string): { out: string[]; high: number } {
  const { title, entries, scale, size } = legend.value;
  const out: string[] = [];
  const text = (value: string, x: number, y: number, weight = 400, fill = ink) =>
    out.push(
      `<text x="${x.toFixed(1)}" y="${y}" font-size="12" font-weight="${weight}" fill="${fill}">${xml(value)}</text>`,
    );
  let [x, y] = [EDGE, 14];
  text(title, x, y, 600, soft);
  x += measure(title, 12, 600) + 14;
  if (scale) {
    text(scale.low, x, y);
    x += measure(scale.low, 12, 400) + 6;
    for (const colour of scale.colours) {
      out.push(`<rect x="${x.toFixed(1)}" y="${y - 10}" width="18" height="11" fill="${colour}"/>`);
      x += 18;
    }
    text(scale.high, x + 6, y);
    x += measure(scale.high, 12, 400) + 22;
  }
  for (const entry of entries) {
    const label = entry.count === null ? entry.label : `${entry.label} ${number(entry.count)}`;
    const wide = 16 + measure(label, 12, 400) + 16;
    if (x + wide > width - EDGE) [x, y] = [EDGE, y + 18];
    out.push(mark(entry, x, y - 4));
    text(label, x + 16, y);
    x += wide;
  }
  if (x + measure(size, 12, 400) > width - EDGE) [x, y] = [EDGE, y + 18];
  text(size, x, y, 400, soft);
  return { out, high: y + 8 };
}

export interface Figure {
  svg: string;
  width: number;
  height: number;
}
/** The figure as SVG; null while nothing is drawn. */
export function figure(): Figure | null {
  const [renderer, graph, t] = [activeRenderer.value, visibleGraph.value, theme.value];
  if (!renderer || !graph) return null;
  const { width, height } = renderer.sigma.getDimensions();
  const what = about(graph.nodes.length, graph.ties.length);
  const { measure } = renderer;
  const soft = mix(t.soft, t.paper, 0.95);
  const out: string[] = [];
  const line = (value: string, y: number, size: number, weight: number, fill: string) =>
    out.push(
      `<text x="${EDGE}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${xml(value)}</text>`,
    );
  let y = 28;
  line(what.title, y, 18, 700, t.ink);
  const told = [
    [dayInWords(what), what.counts].join(" · "),
    ...(what.filters.length ? [what.filters.join(" · ")] : []),
  ];
  for (const part of told.flatMap((one) => wrapped(one, width - 2 * EDGE, (s) => measure(s, 12.5, 400))))
    line(part, (y += 18), 12.5, 400, soft);
  y += 12;
  const inner = networkSvg(graph, renderer, nodeStyle.value, tieStyle.value, highlight.value, t);
  out.push(
    `<clipPath id="frame"><rect width="${width}" height="${height}"/></clipPath>`,
    `<g id="network" transform="translate(0 ${y})" clip-path="url(#frame)">${inner}</g>`,
  );
  y += height + 6;
  const explained = legendSvg(width, measure, t.ink, soft);
  out.push(`<g id="legend" transform="translate(0 ${y})">${explained.out.join("")}</g>`);
  y += explained.high + 8;
  for (const part of wrapped(`${what.caveat} ${what.source}`, width - 2 * EDGE, (s) => measure(s, 11, 400)))
    line(part, (y += 15), 11, 400, soft);
  const high = Math.ceil(y + 14);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${high}" viewBox="0 0 ${width} ${high}" font-family="${xml(FONT)}"><title>${xml(what.title)}</title><rect width="100%" height="100%" fill="${t.paper}"/>${out.join("")}</svg>`;
  return { svg, width, height: high };
}
