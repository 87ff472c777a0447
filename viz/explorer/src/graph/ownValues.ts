/** Values of own attributes: columns of the loaded files that no field of ours holds. */
import type { OwnColumn, Scene } from "../api/types";

export type OwnValue = string | number | boolean;
export type OwnId = `attributes.${string}`;
/** The own attributes of one node; an empty text where nodes of its kind have the attribute and it has none. */
export type Own = Readonly<Record<string, OwnValue>>;

/** The own attributes of a record. */
export const ownOf = (record: { attributes?: unknown }): Own => (record.attributes ?? {}) as Own;

/** The own attributes that a node has a value of. */
export const valuesIn = (own: Own): Own => Object.fromEntries(Object.entries(own).filter(([, value]) => value !== ""));

const PREFIX = "attributes.";
export const isOwn = (id: string): id is OwnId => id.startsWith(PREFIX);
export const ownName = (id: string): string => id.slice(PREFIX.length);
export const ownId = (name: string): OwnId => `${PREFIX}${name}`;
/** A value as part of the address, where commas separate. */
export const ownToken = (value: OwnValue): string => String(value).replace(/[%,]/g, encodeURIComponent);

export const isQuantity = (one: OwnColumn): boolean => one.shape === "number" || one.shape === "date";
/** Whether its values are carried by the scene: longer lists of texts are remarks, of which only the number is known. */
export const isListed = (one: OwnColumn): boolean => one.codes.length > 0;
export const isCategorical = (one: OwnColumn): boolean => isListed(one) && !isQuantity(one);

/** The own attributes of each node of a scene, in the order of its nodes. */
export function ownOfNodes(scene: Scene): (Own | null)[] {
  const listed = scene.attributes.filter(isListed);
  if (!listed.length) return scene.nodes.map(() => null);
  const found: Record<string, OwnValue>[] = scene.nodes.map(() => ({}));
  for (const { name, values, codes } of listed) {
    const kinds = new Set(scene.nodes.filter((_, i) => (codes[i] ?? -1) >= 0).map((n) => n.kind));
    for (const [i, node] of scene.nodes.entries()) {
      const code = codes[i] ?? -1;
      const own = found[i];
      if (own && (code >= 0 || kinds.has(node.kind))) own[name] = code >= 0 ? (values[code] ?? "") : "";
    }
  }
  return found;
}

const DAY = 86_400_000;
/** A number, or a date as its day: what ranges, sizes and scales count with. */
export function quantityOf(value: OwnValue | undefined): number | null {
  if (typeof value === "number") return value;
  const parts = typeof value === "string" ? /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(value) : null;
  return parts ? Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3] ?? 1)) / DAY : null;
}
export const dayOf = (quantity: number): string => new Date(quantity * DAY).toISOString().slice(0, 10);

/** How many nodes have each value, in the order of the values. */
export function countsOf(column: OwnColumn): number[] {
  const counts = column.values.map(() => 0);
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

const [FEWEST, MOST] = [2, 30];
const LEAST_COVERAGE = 0.5;
/** The evenness of a column counts in full from as much information as four equal values carry: a flag tells little. */
const ENOUGH = Math.log(4);
/** The attribute that tells nodes apart best: 2 to 30 values that several nodes share, known for at least half of the nodes, as evenly spread as can be. */
export function bestAttribute(columns: readonly OwnColumn[]): OwnId | null {
  let best: { id: OwnId; score: number } | null = null;
  for (const column of columns) {
    if (!isCategorical(column) || column.distinct < FEWEST || column.distinct > MOST) continue;
    const counts = countsOf(column);
    const known = counts.reduce((sum, n) => sum + n, 0);
    const coverage = known / column.codes.length;
    if (coverage < LEAST_COVERAGE || column.distinct > known / 2) continue; // the names of nodes are no groups
    const entropy = counts.reduce((sum, n) => (n ? sum - (n / known) * Math.log(n / known) : sum), 0);
    const score = coverage * (entropy / Math.log(counts.length)) * Math.min(1, entropy / ENOUGH);
    if (!best || score > best.score) best = { id: ownId(column.name), score };
  }
  return best?.id ?? null;
}
