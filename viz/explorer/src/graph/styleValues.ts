/** The values that sizes and colours show: of what is drawn where that is asked for and can be computed, else of the whole layer. */
import { computed } from "@preact/signals";
import { select } from "../state/state";
import { isOfDrawn } from "./drawnMeasures";
import { measureValues } from "./measures";
import { valuesOfDrawn } from "./ofDrawn";

const [scope, size, colour] = [select("scope"), select("size"), select("colour")];
/** Whether a measure that colours or sizes nodes is computed on what is drawn. */
export const isDrawnScope = (name: string): boolean => scope.value === "drawn" && isOfDrawn(name);

export const styleValues = computed<ReadonlyMap<string, ReadonlyMap<string, number>>>(() => {
  const found = new Map(measureValues.value);
  for (const name of [size.value, colour.value]) {
    if (!isDrawnScope(name)) continue;
    const values = valuesOfDrawn.value.get(name);
    if (values) found.set(name, values);
    else found.delete(name);
  }
  return found;
});
