/** The pale grounds that communities stand on, and the names of the largest ones above them. */
import type { Grouping } from "../graph/communities";
import { type Box, Boxes, type Measure } from "./labels";
import { legible, type Tone } from "./colours";

export interface Ground { id: number; members: readonly { id: string; r: number }[]; colour: string; label: string; size: number; x: number; top: number; /** written below its nodes, from the left on: above stand others */ beneath?: boolean }

export function grounds(groups: readonly Grouping[], shown: ReadonlyMap<string, unknown>, colourOf: (g: Grouping) => string, nameOf: (g: Grouping) => string): Ground[] {
  return groups.flatMap((group) => {
    const members = group.members.filter((n) => shown.has(n.id));
    if (members.length < 3) return [];
    let [left, right, top] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const { x, y, r } of members) { left = Math.min(left, x - r); right = Math.max(right, x + r); top = Math.min(top, y - r); }
    return [{ id: group.id, members, colour: colourOf(group), label: nameOf(group), size: members.length, x: (left + right) / 2, top }];
  });
}

export interface Caption { text: string; x: number; y: number; colour: string }
export function captions(list: readonly Ground[], boxes: Boxes, to: (x: number, y: number) => [number, number], scale: number, all: number, tone: Tone, measure: Measure): Caption[] {
  const found: Caption[] = [];
  for (const ground of list) {
    if (!ground.label || ground.size < Math.max(9, all / 60)) continue;
    const [left, top] = to(ground.x, ground.top);
    const y = ground.beneath ? top + 6 * scale + 10 : top - 12 * scale - 8;
    const w = measure(ground.label, 12, 700) / 2;
    const x = ground.beneath ? left + w : left;
    const box: Box = [x - w - 4, y - 8, x + w + 4, y + 8];
    if (!boxes.free(box, "", true)) continue;
    boxes.take(box, `ground ${ground.id}`, true);
    found.push({ text: ground.label, x, y, colour: legible(ground.colour, tone) });
  }
  return found;
}
