/** The evidence behind a tie. */
import { computed } from "@preact/signals";
import { filtered, drawn } from "../graph/data";
import { change, drop, state } from "../state/state";
import { number, words } from "../words";
import { NameButton, RelationList } from "./Evidence";
import { keep } from "../api/records";
import { labelOf } from "../picture/look";

const tie = computed(() => {
  const key = state.value.tie;
  return key ? (drawn.value?.ties.find((t) => t.key === key) ?? filtered.value?.ties.find((t) => t.key === key) ?? null) : null;
});
// a link may name a tie that the picture does not hold
computed(() => (state.value.tie && drawn.value && !tie.value && !state.value.expand.length && !state.value.from ? state.value.tie : null)).subscribe((gone) => {
  if (gone && !gone.includes("group:")) drop("tie", gone, { tie: null });
});

const MOST = 40;
export function TieCard() {
  const w = words.value;
  const found = tie.value;
  if (!found) return null;
  const ends = [found.a, found.b].map((id) => drawn.value?.of.get(id) ?? filtered.value?.of.get(id));
  keep(ends.flatMap((n) => (n && !n.id.startsWith("group:") ? [{ id: n.id, kind: n.kind, name_ko: n.ko, name_en: n.en, name_en_is_official: true, sources: [] }] : [])));
  const group = found.key.includes("group:");
  const ids = found.relations.slice(0, MOST);
  return (
    <aside class="panel card" aria-label={w.tieTitle}>
      <button type="button" class="close" aria-label={w.close} onClick={() => change({ tie: null })}>×</button>
      <p class="kind">{w.tieTitle}</p>
      <h2>{group ? ends.map((n) => (n ? labelOf(n) : "")).join(" – ") : <><NameButton id={found.a} /> – <NameButton id={found.b} /></>}</h2>
      {drawn.value?.compared && <p class={`status ${found.status}`}>{{ fresh: w.fresh, ended: w.ended, changed: w.changedTie, kept: w.kept }[found.status]}</p>}
      <p class="soft">{w.recorded(number(found.relations.length))}</p>
      <RelationList ids={ids} open={ids.length <= 6} />
    </aside>
  );
}
