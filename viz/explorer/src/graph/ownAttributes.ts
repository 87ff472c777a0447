/** Own attributes: columns of the loaded files that no field of ours holds, as the scene carries them. */
import { computed } from "@preact/signals";
import type { OwnColumn } from "../api/types";
import { isListed, isOwn, isQuantity, ownName, quantityOf } from "./ownValues";
import { scene } from "./scene";

const NONE: readonly OwnColumn[] = [];
export const ownColumns = computed(() => scene.value.data?.attributes ?? NONE);
export const ownColumn = (id: string): OwnColumn | undefined =>
  isOwn(id) ? ownColumns.value.find((one) => one.name === ownName(id)) : undefined;

const quantities = new WeakMap<OwnColumn, ReadonlyMap<string, number>>();
/** Node id → number or day, for one attribute of the scene. */
export function ownQuantities(id: string): ReadonlyMap<string, number> | null {
  const column = ownColumn(id);
  const nodes = scene.value.data?.nodes;
  if (!column || !nodes || !isQuantity(column) || !isListed(column)) return null;
  let known = quantities.get(column);
  if (!known) {
    const found = new Map<string, number>();
    for (const [i, node] of nodes.entries()) {
      const quantity = quantityOf(column.values[column.codes[i] ?? -1]);
      if (quantity !== null) found.set(node.id, quantity);
    }
    quantities.set(column, (known = found));
  }
  return known;
}
