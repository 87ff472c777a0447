/** The pale grounds that communities stand on, and the names of the largest ones above them. */
import type { Grouping } from "../graph/communities";
import { type Box, Boxes, type Measure } from "./labels";
import { legible, mix, type Tone } from "./colours";

export interface Ground { id: number; path: Path2D; colour: string; label: string; size: number; x: number; top: number; start?: boolean }

export function grounds(groups: readonly Grouping[], shown: ReadonlyMap<string, unknown>, colourOf: (g: Grouping) => string, nameOf: (g: Grouping) => string): Ground[] {
  return groups.flatMap((group) => {
    const members = group.members.filter((n) => shown.has(n.id));
    if (members.length < 3) return [];
    const path = new Path2D();
    let [left, right, top] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const { x, y, r } of members) {
      path.moveTo(x + r + 13, y);
      path.arc(x, y, r + 13, 0, 7);
      left = Math.min(left, x - r); right = Math.max(right, x + r); top = Math.min(top, y - r);
    }
    return [{ id: group.id, path, colour: colourOf(group), label: nameOf(group), size: members.length, x: (left + right) / 2, top }];
  });
}

/** Fills the grounds; `t` maps the scene to the screen. */
export function paintGrounds(context: CanvasRenderingContext2D, list: readonly Ground[], t: { a: number; e: number; d: number; f: number }, ratio: number, tone: Tone): void {
  context.setTransform(t.a * ratio, 0, 0, t.d * ratio, t.e * ratio, t.f * ratio);
  for (const ground of list) {
    context.fillStyle = mix(ground.colour, tone.paper, tone.dark ? 0.13 : 0.1);
    context.fill(ground.path);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}

export interface Caption { text: string; x: number; y: number; colour: string }
export function captions(list: readonly Ground[], boxes: Boxes, to: (x: number, y: number) => [number, number], scale: number, all: number, tone: Tone, measure: Measure): Caption[] {
  const found: Caption[] = [];
  for (const ground of list) {
    if (!ground.label || ground.size < Math.max(9, all / 60)) continue;
    const [left, top] = to(ground.x, ground.top);
    const y = top - 12 * scale - 8;
    const w = measure(ground.label, 12, 700) / 2;
    const x = ground.start ? left + w : left;
    const box: Box = [x - w - 4, y - 8, x + w + 4, y + 8];
    if (!boxes.free(box, "", true)) continue;
    boxes.take(box, `ground ${ground.id}`, true);
    found.push({ text: ground.label, x, y, colour: legible(ground.colour, tone) });
  }
  return found;
}
