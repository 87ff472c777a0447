/** What the colours of nodes mean: as chosen, or what the data has if nothing was chosen. */
import { computed } from "@preact/signals";
import { select } from "../state/state";
import { ownColumn, ownColumns } from "./ownAttributes";
import { bestAttribute, isCategorical, isOwn } from "./ownValues";
import { communitySummaries, model } from "./visibleGraph";

const chosen = select("colour");

/** Whether no node of the scene has a sector. */
export const hasNoSector = computed(() => {
  const nodes = [...(model.value?.nodes.values() ?? [])].filter((n) => n.kind !== "programme");
  return nodes.length > 0 && nodes.every((n) => n.sector === null);
});

/** `sector`, `kind`, `community`, an own attribute (`attributes.NAME`) or a measure. */
export const colouring = computed<string>(() => {
  if (chosen.value !== "auto") return chosen.value;
  if (!hasNoSector.value) return "sector";
  return bestAttribute(ownColumns.value) ?? (communitySummaries.value.length > 1 ? "community" : "kind");
});
/** Whether the colours are those of a list of values, and not of a scale. */
export const isByValues = computed(() => {
  const column = ownColumn(colouring.value);
  return ["sector", "kind", "community"].includes(colouring.value) || (column !== undefined && isCategorical(column));
});
/** Whether an own attribute was chosen that no node of the picture has. */
export const colourIsUnknown = computed(() => isOwn(colouring.value) && ownColumn(colouring.value) === undefined);
