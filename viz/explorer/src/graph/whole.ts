/** Whether the picture holds all that there is. */
import { computed } from "@preact/signals";
import { state } from "../state/state";
import { model, scene } from "./data";
import { type LeftOut, leftOut } from "./leaving";

export const beyond = computed<LeftOut | null>(() => {
  const data = scene.value.data;
  return data && model.value ? leftOut(data, state.value.around !== null) : null;
});
