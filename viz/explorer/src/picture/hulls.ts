/** Hulls of communities, and the headings of the largest ones. */
import type { CommunitySummary } from "../graph/communities";
import { legible, type Theme } from "./colours";
import type { OccupiedBoxes } from "./labels";
import { type Box, type Measure } from "./labels";

export interface Hull {
  id: number;
  members: readonly { id: string; r: number }[];
  colour: string;
  label: string;
  size: number;
  x: number;
  top: number;
  /** the heading stands below, left-aligned: above are other nodes */ labelBelow?: boolean;
}

export function communityHulls(
  groups: readonly CommunitySummary[],
  shown: ReadonlyMap<string, unknown>,
  colourOf: (g: CommunitySummary) => string,
  nameOf: (g: CommunitySummary) => string,
): Hull[] {
  return groups.flatMap((group) => {
    const members = group.members.filter((n) => shown.has(n.id));
    if (members.length < 3) return [];
    let [left, right, top] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const { x, y, r } of members) {
      left = Math.min(left, x - r);
      right = Math.max(right, x + r);
      top = Math.min(top, y - r);
    }
    return [
      {
        id: group.id,
        members,
        colour: colourOf(group),
        label: nameOf(group),
        size: members.length,
        x: (left + right) / 2,
        top,
      },
    ];
  });
}

export interface HullLabel {
  text: string;
  x: number;
  y: number;
  colour: string;
}
export function placeHullLabels(
  list: readonly Hull[],
  boxes: OccupiedBoxes,
  to: (x: number, y: number) => [number, number],
  scale: number,
  all: number,
  tone: Theme,
  measure: Measure,
): HullLabel[] {
  const found: HullLabel[] = [];
  for (const ground of list) {
    if (!ground.label || ground.size < Math.max(9, all / 60)) continue;
    const [left, top] = to(ground.x, ground.top);
    const y = ground.labelBelow ? top + 6 * scale + 10 : top - 12 * scale - 8;
    const w = measure(ground.label, 12, 700) / 2;
    const x = ground.labelBelow ? left + w : left;
    const box: Box = [x - w - 4, y - 8, x + w + 4, y + 8];
    if (!boxes.isFree(box, "", true)) continue;
    boxes.add(box, `ground ${ground.id}`, true);
    found.push({ text: ground.label, x, y, colour: legible(ground.colour, tone) });
  }
  return found;
}
