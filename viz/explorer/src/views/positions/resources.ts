/** The values of the two measures in this view, and the names of all organisations. */
import { computed, effect } from "@preact/signals";
import { cacheNodes, fetchAllPages, requestNodes } from "../../api/records";
import { resource } from "../../api/resource";
import type { MeasureValues, NodeRecord } from "../../api/types";
import { measureUrl } from "../../graph/measures";
import { discardParameter, select } from "../../state/state";

const [view, layer, asOf, measure, against] = [
  select("view"),
  select("layer"),
  select("as_of"),
  select("measure"),
  select("against"),
];
const isOpen = computed(() => view.value === "positions");
export const primary = resource<MeasureValues>(() =>
  isOpen.value ? measureUrl(measure.value, layer.value, asOf.value) : null,
);
export const secondary = resource<MeasureValues>(() =>
  isOpen.value && against.value ? measureUrl(against.value, layer.value, asOf.value) : null,
);
export const roster = resource<NodeRecord[]>(
  () => (isOpen.value ? "roster" : null),
  async () => {
    const found = await fetchAllPages<NodeRecord>(
      "/organisations",
      "id,kind,name_ko,name_en,name_en_is_official,organisation_kind,sector,sources",
    );
    cacheNodes(found);
    return found;
  },
);
effect(() => {
  // the layer of facts ranks technologies and programmes too, which the list of organisations does not name
  const data = primary.value.data;
  if (data && roster.value.data && data.layer === "facts")
    void requestNodes(data.values.slice(0, 300).map((v) => v.id));
});
effect(() => {
  if (primary.value.problem?.status === 404) discardParameter("measure", measure.peek(), { measure: "degree" });
});
effect(() => {
  if (secondary.value.problem?.status === 404 && against.peek())
    discardParameter("against", against.peek() as string, { against: null });
});
