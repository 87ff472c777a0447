/** The network as an image: an SVG of what the screen shows, and the pixels of one. */
import type { VisibleGraph } from "../graph/filtering";
import type { Theme } from "./colours";
import type { TieStyle } from "./graphUpdater";
import { type NodeStyle } from "./nodeStyle";
import type { Renderer } from "./renderer";
import { DASHES } from "./tieProgram";
import { xml } from "./xml";

const n = (v: number) => String(Number(v.toFixed(1)));

const dashed = (pattern: number) => (pattern ? ` stroke-dasharray="${DASHES[pattern] ?? ""}"` : "");

/** Writes what the screen shows as the inside of an SVG: ties, nodes, labels. */
export function networkSvg(
  graph: VisibleGraph,
  r: Renderer,
  style: (node: VisibleGraph["nodes"][number]) => NodeStyle,
  tie: (t: VisibleGraph["ties"][number]) => TieStyle,
  focus: { nodes: Set<string>; ties: Set<string> } | null,
  tone: Theme,
): string {
  const { width, height } = r.sigma.getDimensions();
  const t = r.transform;
  const at = (p: { x: number; y: number }) => [t.a * p.x + t.e, t.d * p.y + t.f] as const;
  const out: string[] = [];
  const scale = Math.abs(t.a);
  const order = [...graph.ties].sort(
    (p, q) => Number(focus?.ties.has(p.key) ?? 0) - Number(focus?.ties.has(q.key) ?? 0) || tie(p).order - tie(q).order,
  );
  for (const one of order) {
    const [a, b] = [graph.nodeById.get(one.a), graph.nodeById.get(one.b)];
    if (!a || !b) continue;
    const l = tie(one);
    const bright = focus?.ties.has(one.key);
    const [[x1, y1], [x2, y2]] = [at(a), at(b)];
    out.push(
      `<line data-a="${xml(one.a)}" data-b="${xml(one.b)}" x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" stroke="${focus ? (bright ? l.bright : l.faded) : l.colour}" stroke-width="${n(Math.max(1, l.size * scale) * (bright ? 1.6 : 1))}"${dashed(l.pattern)}/>`,
    );
  }
  for (const node of graph.nodes) {
    const l = style(node);
    const [x, y] = at(node);
    const radius = Math.max(l.r * scale, 0.8);
    if (x < -radius || y < -radius || x > width + radius || y > height + radius) continue;
    const dim = focus !== null && !focus.nodes.has(node.id);
    const paint = `data-id="${xml(node.id)}" fill="${dim ? l.faded : l.colour}" stroke="${dim ? l.fadedRim : l.rim}"`;
    if (l.shape === 1)
      out.push(
        `<rect x="${n(x - radius * 0.82)}" y="${n(y - radius * 0.82)}" width="${n(radius * 1.64)}" height="${n(radius * 1.64)}" ${paint}/>`,
      );
    else if (l.shape === 2) {
      const d = radius * 1.15;
      out.push(
        `<path d="M${n(x)} ${n(y - d)}L${n(x + d)} ${n(y)}L${n(x)} ${n(y + d)}L${n(x - d)} ${n(y)}Z" ${paint}/>`,
      );
    } else out.push(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" ${paint}/>`);
  }
  const { placed, captions } = r.layOut();
  const text = (value: string, x: number, y: number, size: number, weight: number, fill: string) =>
    out.push(
      `<text x="${n(x)}" y="${n(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}" stroke="${tone.paper}" stroke-width="3.4" paint-order="stroke" stroke-linejoin="round" text-anchor="middle" dominant-baseline="central">${xml(value)}</text>`,
    );
  for (const c of captions) text(c.text, c.x, c.y, 12, 700, c.colour);
  for (const p of [...placed].reverse()) text(p.text, p.at[0], p.at[1], p.size, p.weight, tone.ink);
  return `<g id="moving">${out.join("")}</g>`;
}

/** Renders an SVG on a canvas, `scale` times as large. */
export async function canvasOf(source: string, scale: number): Promise<HTMLCanvasElement> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([source], { type: "image/svg+xml" }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    context.scale(scale, scale);
    context.drawImage(image, 0, 0);
    return canvas;
  } finally {
    URL.revokeObjectURL(url);
  }
}
export const pngOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"),
  );
