/** Single points of failure of a sector: who of it is among the first whose loss breaks the network, and whose loss cuts somebody off. */
import { useEffect } from "preact/hooks";
import { computed } from "@preact/signals";
import { route } from "../api/client";
import { organisations, record, wantNodes } from "../api/records";
import { resource } from "../api/resource";
import type { MeasureValues, Structure } from "../api/types";
import { NameButton } from "../explore/Evidence";
import { measureAddress } from "../graph/data";
import { Failure, Spinner } from "../shell/Messages";
import { part } from "../state/state";
import { number, words } from "../words";

const NAMED = 12;
const [sector, layer, asOf, undated, view] = [part("sector"), part("gap_layer"), part("as_of"), part("undated"), part("view")];
const open = computed(() => view.value === "gaps" && sector.value !== null);
const structure = resource<Structure>(() => (open.value ? route("/structure", { layer: layer.value, as_of: asOf.value, undated: undated.value === "drop" ? "drop" : null }) : null));
const cuts = resource<MeasureValues>(() => (open.value ? measureAddress("articulation_point", layer.value, asOf.value) : null));

export function Fragile({ of }: { of: string }) {
  const w = words.value;
  void organisations.version.value;
  const first = structure.value.data?.robustness?.first_lost ?? [];
  const cutting = cuts.value.data?.values.filter((v) => v.value > 0).map((v) => v.id) ?? [];
  useEffect(() => { void wantNodes([...first.map((f) => f.id), ...cutting]); }, [structure.value.data, cuts.value.data]);
  const { problem, retry, status } = structure.value;
  if (problem) return problem.status === 413 ? null : <Failure problem={problem} retry={retry} small />;
  if (status === "loading" && !structure.value.data) return <Spinner />;
  const mine = (id: string) => record(id)?.sector === of;
  const ranked = first.map((f, i) => ({ id: f.id, place: i + 1 })).filter((f) => mine(f.id));
  const own = cutting.filter(mine);
  const half = structure.value.data?.robustness?.half_after;
  return (
    <section data-part="fragile">
      <h3>{w.fragile}</h3>
      {half !== undefined && <p class="soft">{w.fragileHint(number(half))}</p>}
      {ranked.length ? <ul class="reach lost">{ranked.map((r) => <li key={r.id} data-id={r.id}><NameButton id={r.id} /><em>{number(r.place)}</em></li>)}</ul> : <p>{w.fragileNone}</p>}
      {own.length > 0 && <p class="soft">{w.cutPoints(number(own.length))}: {own.slice(0, NAMED).map((id, i) => <span key={id}>{i ? ", " : ""}<NameButton id={id} /></span>)}{own.length > NAMED ? " …" : ""}</p>}
    </section>
  );
}
