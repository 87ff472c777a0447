/** The layout of the map for a panel's size: circles, flows, labels, rings. */
import type { Geography, MapPlace } from "../../../graph/geography";
import { OccupiedBoxes, placeLabels, SMALL_NETWORK, type Measure, type PlacedLabel } from "../../../picture/labels";
import type { Flow, PlaceCounts } from "./placeCounts";
import { projection } from "./projection";

export interface Mark {
  spot: MapPlace;
  tally: PlaceCounts;
  x: number;
  y: number;
  r: number;
  inner: number;
}
export interface Curve extends Flow {
  path: string;
  width: number;
}
export interface Layout {
  marks: Mark[];
  curves: Curve[];
  names: PlacedLabel[];
  rings: { km: number; r: number; label: boolean }[];
  /** the direction in which the rings are labelled */ gap: number;
  middle: [number, number];
  radius: number;
}

const WIDEST = 46;
const MARGIN = 34;
/** Distance of the compass letters from the outermost ring. */
export const COMPASS = 18;

export function layout(
  where: Geography,
  tallies: ReadonlyMap<string, PlaceCounts>,
  flows: readonly Flow[],
  size: { width: number; height: number },
  nameOf: (s: MapPlace) => string,
  measure: Measure,
  must: ReadonlySet<string>,
): Layout | null {
  const { centre } = where;
  if (!centre || size.width < 80 || size.height < 80) return null;
  const spots = [...where.places.values()].filter((s) => s.precision === "point");
  const radius = Math.min(size.width, size.height) / 2 - MARGIN;
  const [cx, cy] = [size.width / 2, size.height / 2];
  const { project: project, rings } = projection(centre, spots);
  const scale = Math.min(
    2.7,
    Math.min(WIDEST, radius * 0.24) / Math.sqrt(Math.max(1, ...spots.map((s) => s.organisations))),
  );
  const marks = spots.map((spot): Mark => {
    const [x, y] = project(spot);
    const tally = tallies.get(spot.id) ?? { count: 0, ties: 0, internalTies: 0, slices: [], sectors: new Map() };
    const r = tally.count ? Math.max(3, scale * Math.sqrt(tally.count)) : 2;
    // the centre is a ring, so that its districts are visible inside
    const inner = spot === centre && spot.excludesDistricts && r > 16 ? r * 0.78 : 0;
    return { spot, tally, x: cx + radius * x, y: cy + radius * y, r, inner };
  });
  // large circles first, so that small ones are drawn above them
  marks.sort((p, q) => q.r - p.r || (p.spot.id < q.spot.id ? -1 : 1));
  const at = new Map(marks.map((m) => [m.spot.id, m]));
  const most = Math.max(1, ...flows.map((f) => f.count));
  const curves = flows.flatMap((flow): Curve[] => {
    const [a, b] = [at.get(flow.a), at.get(flow.b)];
    if (!a || !b) return [];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const bend = 0.16;
    const path = `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${((a.x + b.x) / 2 - dy * bend).toFixed(1)} ${((a.y + b.y) / 2 + dx * bend).toFixed(1)} ${b.x.toFixed(1)} ${b.y.toFixed(1)}`;
    return [{ ...flow, path, width: 1 + 7 * Math.sqrt(flow.count / most) }];
  });
  const named = [...marks]
    .sort((p, q) => Number(must.has(q.spot.id)) - Number(must.has(p.spot.id)) || q.tally.count - p.tally.count)
    .filter((m) => m.tally.count || must.has(m.spot.id))
    .map((m) => ({
      id: m.spot.id,
      text: nameOf(m.spot),
      x: m.x,
      y: m.y,
      r: m.r,
      bold: m.spot === centre,
      required: must.has(m.spot.id),
    }));
  const boxes = new OccupiedBoxes();
  for (const [dx, dy] of [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ] as const) {
    const [x, y] = [cx + dx * (radius + COMPASS), cy + dy * (radius + COMPASS)];
    boxes.add([x - 9, y - 9, x + 9, y + 9], "compass", true);
  }
  const names = placeLabels(named, boxes, size, 60, measure, named.length < SMALL_NETWORK);
  let last = 0;
  // a ring too close to the last labelled one has no label
  const graph = rings.map(({ km, r }) => {
    const label = (r - last) * radius > 22;
    if (label) last = r;
    return { km, r: r * radius, label };
  });
  return { marks, curves, names, rings: graph, gap: emptiest(graph, names, marks, [cx, cy]), middle: [cx, cy], radius };
}

/** The direction in which the labels of the rings cover least. */
function emptiest(
  rings: readonly { r: number }[],
  names: readonly PlacedLabel[],
  marks: readonly Mark[],
  [cx, cy]: [number, number],
): number {
  let [best, least] = [Math.PI / 4, Number.POSITIVE_INFINITY];
  for (let step = 0; step < 32; step++) {
    const angle = ((step + 0.5) / 32) * 2 * Math.PI;
    let covered = 0;
    for (const { r } of rings) {
      const [x, y] = [cx + r * Math.sin(angle), cy - r * Math.cos(angle)];
      for (const { box } of names)
        if (x + 20 > box[0] && x - 20 < box[2] && y + 7 > box[1] && y - 7 < box[3]) covered += 3;
      for (const m of marks) if (Math.hypot(m.x - x, m.y - y) < m.r + 14) covered += 1;
    }
    if (covered < least) [best, least] = [angle, covered];
  }
  return best;
}
