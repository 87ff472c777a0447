/** Single points of failure in a sector: its organisations among the first whose loss fragments the network, and its cut points. */
import { computed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { urlOf } from "../../api/client";
import { organisations, record, requestNodes } from "../../api/records";
import { resource } from "../../api/resource";
import type { MeasureValues, Structure } from "../../api/types";
import { NameButton } from "../../components/Evidence";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { measureUrl } from "../../graph/measures";
import { number } from "../../i18n";
import { words } from "./groups";
import { select } from "../../state/state";

const NAMED = 12;
const [sector, layer, asOf, undated, view] = [
  select("sector"),
  select("gap_layer"),
  select("as_of"),
  select("undated"),
  select("view"),
];
const open = computed(() => view.value === "gaps" && sector.value !== null);
const structure = resource<Structure>(() =>
  open.value
    ? urlOf("/structure", { layer: layer.value, as_of: asOf.value, undated: undated.value === "drop" ? "drop" : null })
    : null,
);
const cuts = resource<MeasureValues>(() =>
  open.value ? measureUrl("articulation_point", layer.value, asOf.value) : null,
);

export function Fragile({ of }: { of: string }) {
  const msg = words.value;
  void organisations.version.value;
  const first = structure.value.data?.robustness?.first_lost ?? [];
  const cutting = cuts.value.data?.values.filter((v) => v.value > 0).map((v) => v.id) ?? [];
  useEffect(() => {
    void requestNodes([...first.map((f) => f.id), ...cutting]);
  }, [structure.value.data, cuts.value.data]);
  const { problem, retry, status } = structure.value;
  if (problem) return problem.status === 413 ? null : <Failure problem={problem} retry={retry} small />;
  if (status === "loading" && !structure.value.data) return <Spinner />;
  const mine = (id: string) => record(id)?.sector === of;
  const ranked = first.map((f, i) => ({ id: f.id, place: i + 1 })).filter((f) => mine(f.id));
  const own = cutting.filter(mine);
  const half = structure.value.data?.robustness?.half_after;
  return (
    <section data-part="fragile">
      <h3>{msg.fragile}</h3>
      {half !== undefined && <p class="soft">{msg.fragileHint(number(half))}</p>}
      {ranked.length ? (
        <ul class="reach lost">
          {ranked.map((r) => (
            <li key={r.id} data-id={r.id}>
              <NameButton id={r.id} />
              <em>{number(r.place)}</em>
            </li>
          ))}
        </ul>
      ) : (
        <p>{msg.fragileNone}</p>
      )}
      {own.length > 0 && (
        <p class="soft">
          {msg.cutPoints(number(own.length))}:{" "}
          {own.slice(0, NAMED).map((id, i) => (
            <span key={id}>
              {i ? ", " : ""}
              <NameButton id={id} />
            </span>
          ))}
          {own.length > NAMED ? " …" : ""}
        </p>
      )}
    </section>
  );
}
