/** The answers behind this view: the table of who does what, and the open row. */
import { computed } from "@preact/signals";
import { urlOf } from "../../api/client";
import { resource } from "../../api/resource";
import type { Capabilities, CapabilityCard } from "../../api/types";
import { discardParameter, select } from "../../state/state";

const [view, rows, columns, row, asOf, undated] = [
  select("view"),
  select("cap_rows"),
  select("cap_columns"),
  select("cap_row"),
  select("as_of"),
  select("undated"),
];
const isOpen = computed(() => view.value === "capabilities");
const chosen = computed(() => ({
  rows: rows.value,
  columns: columns.value,
  as_of: asOf.value,
  undated: undated.value === "drop" ? "drop" : null,
}));
export const table = resource<Capabilities>(() =>
  isOpen.value ? urlOf("/capabilities", { ...chosen.value, holdout: "true" }) : null,
);
export const card = resource<CapabilityCard>(() =>
  isOpen.value && row.value ? urlOf(`/capabilities/${encodeURIComponent(row.value)}`, chosen.value) : null,
);
card.subscribe(({ problem }) => {
  const id = row.peek();
  if (problem?.status === 404 && id) discardParameter("cap_row", id, { cap_row: null });
});
