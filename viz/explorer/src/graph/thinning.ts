/** Thresholds of ties: weight, number of relations, number of sources, and the backbone of a dense network. */
import type { Threshold } from "../state/address";
import type { VisibleTie } from "./filtering";

/** The ties that pass every threshold. `sources`: those of each relation; null while they are on their way. */
export function thinned(
  ties: VisibleTie[],
  thresholds: readonly Threshold[],
  sources: ReadonlyMap<string, string[]> | null,
): VisibleTie[] {
  let kept = ties;
  for (const { what, value } of thresholds) {
    if (what === "backbone") continue;
    if (what === "sources" && !sources) continue;
    kept = kept.filter((tie) => amount(tie, what, sources) >= value);
  }
  // the backbone is that of the network which the other thresholds leave
  const backbone = thresholds.find((t) => t.what === "backbone");
  return backbone ? disparityBackbone(kept, backbone.value) : kept;
}

function amount(
  tie: VisibleTie,
  what: Exclude<Threshold["what"], "backbone">,
  sources: ReadonlyMap<string, string[]> | null,
): number {
  if (what === "weight") return tie.weight;
  if (what === "relations") return tie.relations.length;
  return new Set(tie.relations.flatMap((id) => sources?.get(id) ?? [])).size;
}

/**
 * The disparity filter of Serrano, Boguñá & Vespignani (2009), doi:10.1073/pnas.0808904106: a tie stays if its share p of
 * the strength of one of its ends, among the k ties of that end, is larger than chance would have it: (1 − p)^(k − 1) < α.
 * A tie that is the only one of an end counts by its other end; where it is the only one of both it stays.
 */
export function disparityBackbone<T extends { a: string; b: string; weight: number }>(
  ties: readonly T[],
  alpha: number,
): T[] {
  const strength = new Map<string, number>();
  const degree = new Map<string, number>();
  for (const { a, b, weight } of ties)
    for (const id of [a, b]) {
      strength.set(id, (strength.get(id) ?? 0) + weight);
      degree.set(id, (degree.get(id) ?? 0) + 1);
    }
  const chance = (id: string, weight: number): number => {
    const k = degree.get(id) ?? 0;
    return k < 2 ? 1 : (1 - weight / (strength.get(id) ?? 1)) ** (k - 1);
  };
  return ties.filter(
    ({ a, b, weight }) =>
      Math.min(chance(a, weight), chance(b, weight)) < alpha || ((degree.get(a) ?? 0) < 2 && (degree.get(b) ?? 0) < 2),
  );
}
