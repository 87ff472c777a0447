/** Places labels: the most important first, without overlap, more of them when zoomed in. */

export type Box = [number, number, number, number];
export interface LabelCandidate {
  id: string;
  text: string;
  x: number;
  y: number;
  r: number;
  bold: boolean;
  required: boolean;
}
export interface PlacedLabel extends LabelCandidate {
  at: [number, number];
  size: number;
  weight: number;
  box: Box;
}
export type Measure = (text: string, size: number, weight: number) => number;

const MAY_COVER_NODES = 14;
const MAX_LETTERS = 26;
/** Below this many nodes there is room for every label beside its dot. */
export const SMALL_NETWORK = 30;

/** Occupied boxes in the viewport: by whom, and whether by text. */
export class OccupiedBoxes {
  private readonly cells = new Map<string, [Box, string, boolean][]>();
  private *around([x1, y1, x2, y2]: Box): Generator<string> {
    for (let i = Math.floor(x1 / 80); i <= Math.floor(x2 / 80); i++) {
      for (let j = Math.floor(y1 / 40); j <= Math.floor(y2 / 40); j++) yield `${i},${j}`;
    }
  }
  add(box: Box, owner: string, text: boolean): void {
    for (const cell of this.around(box)) {
      const list = this.cells.get(cell);
      if (list) list.push([box, owner, text]);
      else this.cells.set(cell, [[box, owner, text]]);
    }
  }
  isFree(box: Box, owner: string, textOnly = false): boolean {
    for (const cell of this.around(box)) {
      for (const [other, whose, text] of this.cells.get(cell) ?? []) {
        if (
          whose !== owner &&
          (!textOnly || text) &&
          box[0] < other[2] &&
          other[0] < box[2] &&
          box[1] < other[3] &&
          other[1] < box[3]
        )
          return false;
      }
    }
    return true;
  }
}

export function truncateLabel(text: string): string {
  const letters = [...text];
  return letters.length > MAX_LETTERS ? `${letters.slice(0, MAX_LETTERS - 1).join("")}…` : text;
}

/** Places labels in the given order until `most` are placed; required ones always are. */
export function placeLabels(
  named: readonly LabelCandidate[],
  boxes: OccupiedBoxes,
  screen: { width: number; height: number },
  most: number,
  measure: Measure,
  few = false,
): PlacedLabel[] {
  const fill = few ? 1 : 0.72;
  for (const n of named.slice(0, 500))
    if (few || n.r > 4.5)
      boxes.add([n.x - n.r * fill, n.y - n.r * fill, n.x + n.r * fill, n.y + n.r * fill], n.id, false);
  const placed: PlacedLabel[] = [];
  let rank = 0;
  for (const n of named) {
    if (placed.length >= most && !n.required) continue;
    const size = n.required ? 14.5 : n.r > 15 ? 13.5 : n.r > 8 ? 12.5 : 11.5;
    const weight = n.required || n.bold || n.r > 11 ? 600 : 400;
    const w = measure(truncateLabel(n.text), size, weight) / 2 + 3;
    const h = size * 0.62 + 1;
    const { x, y, r } = n;
    const places: [number, number][] = [
      [x, y + r + h + 1],
      [x, y - r - h - 1],
      [x + r + w + 3, y],
      [x - r - w - 3, y],
    ];
    // beside the dot but still touching it: further off the label could not be attributed
    if (few)
      for (const up of [1, -1])
        for (const side of [0.5, -0.5, 0.85, -0.85]) places.push([x + side * w, y + up * (r + h + 1)]);
    const box = ([cx, cy]: [number, number]): Box => [cx - w, cy - h, cx + w, cy + h];
    const inside = places.filter(([cx]) => cx - w > 2 && cx + w < screen.width - 2);
    // labels of the best connected nodes may cover dots, but no other label; in a small network only the first may
    const at =
      inside.find((p) => boxes.isFree(box(p), n.id)) ??
      (rank < (few ? 1 : MAY_COVER_NODES) || n.required
        ? inside.find((p) => boxes.isFree(box(p), n.id, true))
        : undefined) ??
      (n.required ? places[0] : undefined);
    rank += 1;
    if (!at) continue;
    boxes.add(box(at), n.id, true);
    placed.push({ ...n, text: truncateLabel(n.text), at, size, weight, box: box(at) });
  }
  return placed;
}
