/** Where a reader laid nodes out or moved them to, as a text of the address: a key of each node's id and its place on a fine grid. */
import { FreeSpace } from "./freeSpace";

export interface Place {
  x: number;
  y: number;
}
export type Placement = ReadonlyMap<number, Place>;

/** Bytes of one node: 32 bits of key, 12 bits each for x and y. */
const BYTES = 7;
const STEPS = 4095;

/** The key of an id: FNV-1a, 32 bits; among 5,000 nodes two share a key in three of a thousand networks. */
export function keyOfId(id: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
const short = (n: number) => String(Number(n.toFixed(2)));

/** Writes places as `left!top!step!bytes`. */
export function pack(places: Placement): string {
  if (!places.size) return "";
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of places.values()) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  [left, top] = [Number(short(left)), Number(short(top))];
  const step = Number((Math.max(right - left, bottom - top, 1) / (STEPS - 1)).toPrecision(6));
  const bytes = new Uint8Array(BYTES * places.size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const steps = (v: number) => Math.max(0, Math.min(STEPS, Math.round(v / step)));
  for (const [key, { x, y }] of [...places].sort((a, b) => a[0] - b[0])) {
    const [i, j] = [steps(x - left), steps(y - top)];
    view.setUint32(at, key);
    bytes.set([i >> 4, ((i & 15) << 4) | (j >> 8), j & 255], at + 4);
    at += BYTES;
  }
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  const packed = btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return [short(left), short(top), String(step), packed].join("!");
}

/** Reads what `pack` wrote; what is damaged gives no places. */
export function unpack(text: string): Placement {
  const found = new Map<number, Place>();
  const [left, top, step, packed = ""] = text.split("!");
  const [x0, y0, by] = [Number(left), Number(top), Number(step)];
  if (!packed || ![x0, y0, by].every(Number.isFinite)) return found;
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  } catch {
    return found;
  }
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + BYTES <= bytes.length; at += BYTES) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(at + 4, at + BYTES);
    const [i, j] = [(one << 4) | (two >> 4), ((two & 15) << 8) | three];
    found.set(view.getUint32(at), { x: x0 + i * by, y: y0 + j * by });
  }
  return found;
}

/** The place of a node among some; where it is not, the origin. */
export const placeOf = (places: ReadonlyMap<string, Place>, id: string): Place => places.get(id) ?? { x: 0, y: 0 };

interface Standing extends Place {
  id: string;
  r: number;
}
/** Gives nodes the places that the reader chose. */
export function putInPlace<T extends Standing>(nodes: Map<string, T>, places: Placement): Set<string> {
  const known = new Set<string>();
  for (const [id, node] of nodes) {
    const place = places.get(keyOfId(id));
    if (!place) continue;
    known.add(id);
    nodes.set(id, { ...node, ...place });
  }
  return known;
}
/** Puts nodes that a layout did not know, since filters had hidden them, beside their neighbours that it knew. */
export function putBeside<T extends Standing>(
  nodes: Map<string, T>,
  ties: Iterable<{ a: string; b: string }>,
  known: ReadonlySet<string>,
): void {
  if (known.size === nodes.size) return;
  const near = new Map<string, T[]>();
  for (const { a, b } of ties)
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const neighbour = known.has(one) || !known.has(other) ? undefined : nodes.get(other);
      if (neighbour) near.set(one, [...(near.get(one) ?? []), neighbour]);
    }
  const room = new FreeSpace();
  let bottom = Number.NEGATIVE_INFINITY;
  for (const id of known) {
    const { x, y, r } = nodes.get(id) as T;
    room.occupy(x, y, r);
    bottom = Math.max(bottom, y + r);
  }
  for (const [id, node] of nodes) {
    if (known.has(id)) continue;
    const around = near.get(id) ?? [];
    const mean = (of: (n: T) => number, rest: number) =>
      around.length ? around.reduce((sum, n) => sum + of(n), 0) / around.length : rest;
    const place = room.nearest(
      mean((n) => n.x, 0),
      mean((n) => n.y, bottom + 80),
      node.r,
    );
    room.occupy(place.x, place.y, node.r);
    nodes.set(id, { ...node, ...place });
  }
}
