/** A scatter plot of two measures. Axes are square-root scaled, so that long tails do not squeeze the rest. */
import { useState } from "preact/hooks";
import { record } from "../../api/records";
import type { MeasureValues } from "../../api/types";
import { openNode } from "../../graph/nodeActions";
import { nodeName } from "../../graph/nodeNames";
import { messages, value, vocabulary } from "../../i18n";
import { rim } from "../../picture/colours";
import { OccupiedBoxes, placeLabels } from "../../picture/labels";
import { theme } from "../../picture/nodeStyle";

const [W, H, L, B] = [620, 430, 58, 44];
const NAMED = 16;

/** Ticks that are evenly spaced on a square-root axis. */
function ticks(least: number, most: number): number[] {
  const found = [0, 0.25, 0.5, 0.75, 1].map((t) => least + (most - least) * t ** 2);
  return found.map((v) => Number(v.toPrecision(2))).filter((v, i, all) => all.indexOf(v) === i);
}
const ruler = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;

export function Scatter({ x, y, titles }: { x: MeasureValues; y: MeasureValues; titles: [string, string] }) {
  const msg = messages.value;
  const t = theme.value;
  const terms = vocabulary.value;
  const [at, setAt] = useState<string | null>(null);
  const ys = new Map(y.values.map((v) => [v.id, v]));
  const points = x.values.flatMap((v) => {
    const other = ys.get(v.id);
    return other ? [{ id: v.id, x: v.value, y: other.value, rank: v.rank + other.rank }] : [];
  });
  const bounds = (list: number[]): [number, number] => [Math.min(...list, 0), Math.max(...list, 1e-9)];
  const [x0, x1] = bounds(points.map((p) => p.x));
  const [y0, y1] = bounds(points.map((p) => p.y));
  const px = (v: number) => L + (W - L - 30) * Math.sqrt(Math.max(0, (v - x0) / (x1 - x0 || 1)));
  const py = (v: number) => H - B - (H - B - 14) * Math.sqrt(Math.max(0, (v - y0) / (y1 - y0 || 1)));
  const fill = (id: string) => {
    const n = record(id);
    return terms?.sectors.find((s) => s.id === (n?.sector ?? n?.field))?.colour ?? terms?.colours.no_sector ?? "#999";
  };
  const name = nodeName;
  const boxes = new OccupiedBoxes();
  const named = [...points]
    .sort((p, q) => p.rank - q.rank)
    .slice(0, 60)
    .map((p) => ({ id: p.id, text: name(p.id), x: px(p.x), y: py(p.y), r: 5, bold: false, required: p.id === at }));
  const placed = placeLabels(
    named.sort((p, q) => Number(q.required) - Number(p.required)),
    boxes,
    { width: W, height: H },
    NAMED,
    (text, size, weight) => {
      ruler.font = `${weight} ${size}px sans-serif`;
      return ruler.measureText(text).width;
    },
  );
  const hit = points.find((p) => p.id === at);
  return (
    <figure class="scatter">
      <svg
        viewBox={`0 0 ${W} ${H}`}
        role="group"
        aria-label={msg.axes(titles[0], titles[1])}
        onMouseLeave={() => setAt(null)}
      >
        {ticks(x0, x1).map((v) => (
          <g key={`x${v}`}>
            <line x1={px(v)} x2={px(v)} y1={14} y2={H - B} class="grid" />
            <text x={px(v)} y={H - B + 15} text-anchor="middle" class="tick">
              {value(v)}
            </text>
          </g>
        ))}
        {ticks(y0, y1).map((v) => (
          <g key={`y${v}`}>
            <line x1={L} x2={W - 30} y1={py(v)} y2={py(v)} class="grid" />
            <text x={L - 6} y={py(v)} text-anchor="end" dominant-baseline="central" class="tick">
              {value(v)}
            </text>
          </g>
        ))}
        <text x={(W + L) / 2} y={H - 8} text-anchor="middle" class="title">
          {titles[0]} →
        </text>
        <text x={14} y={(H - B) / 2} text-anchor="middle" transform={`rotate(-90 14 ${(H - B) / 2})`} class="title">
          {titles[1]} →
        </text>
        {points.map((p) => (
          <circle
            key={p.id}
            cx={px(p.x)}
            cy={py(p.y)}
            r={p.id === at ? 7 : 4.5}
            fill={fill(p.id)}
            stroke={rim(fill(p.id), t)}
            data-id={p.id}
            onMouseEnter={() => setAt(p.id)}
            onClick={() => openNode(p.id)}
          />
        ))}
        {placed.map((p) => (
          <text
            key={p.id}
            x={p.at[0]}
            y={p.at[1]}
            text-anchor="middle"
            dominant-baseline="central"
            font-size={Math.min(p.size, 12)}
            font-weight={p.weight}
            class="name"
          >
            {p.text}
          </text>
        ))}
      </svg>
      <figcaption class="soft">
        {hit ? `${name(hit.id)}: ${titles[0]} ${value(hit.x)}, ${titles[1]} ${value(hit.y)}` : msg.scatterHint}
      </figcaption>
    </figure>
  );
}
