/** The evidence behind a tie. */
import { computed } from "@preact/signals";
import { cacheNodes } from "../../api/records";
import { NameButton, RelationList } from "../../components/Evidence";
import { SheetGrip } from "../../components/SheetGrip";
import { filteredGraph, visibleGraph } from "../../graph/visibleGraph";
import { messages, number } from "../../i18n";
import { nodeLabel } from "../../picture/nodeStyle";
import { change, discardParameter, state } from "../../state/state";

const tie = computed(() => {
  const key = state.value.tie;
  return key
    ? (visibleGraph.value?.ties.find((t) => t.key === key) ??
        filteredGraph.value?.ties.find((t) => t.key === key) ??
        null)
    : null;
});
// a link may name a tie that is not in the graph
computed(() =>
  state.value.tie && visibleGraph.value && !tie.value && !state.value.expand.length && !state.value.from
    ? state.value.tie
    : null,
).subscribe((gone) => {
  if (gone && !gone.includes("group:")) discardParameter("tie", gone, { tie: null });
});

const MOST = 40;
export function TieCard() {
  const msg = messages.value;
  const found = tie.value;
  if (!found) return null;
  const ends = [found.a, found.b].map(
    (id) => visibleGraph.value?.nodeById.get(id) ?? filteredGraph.value?.nodeById.get(id),
  );
  cacheNodes(
    ends.flatMap((n) =>
      n && !n.id.startsWith("group:")
        ? [{ id: n.id, kind: n.kind, name_ko: n.nameKo, name_en: n.nameEn, name_en_is_official: true, sources: [] }]
        : [],
    ),
  );
  const group = found.key.includes("group:");
  const ids = found.relations.slice(0, MOST);
  return (
    <aside class="panel card" aria-label={msg.tieTitle}>
      <SheetGrip close={() => change({ tie: null })} />
      <button type="button" class="close" aria-label={msg.close} onClick={() => change({ tie: null })}>
        ×
      </button>
      <p class="kind">{msg.tieTitle}</p>
      <h2>
        {group ? (
          ends.map((n) => (n ? nodeLabel(n) : "")).join(" – ")
        ) : (
          <>
            <NameButton id={found.a} /> – <NameButton id={found.b} />
          </>
        )}
      </h2>
      {visibleGraph.value?.compared && (
        <p class={`status ${found.status}`}>
          {{ fresh: msg.fresh, ended: msg.ended, changed: msg.changedTie, kept: msg.kept }[found.status]}
        </p>
      )}
      <p class="soft">{msg.recorded(number(found.relations.length))}</p>
      <RelationList ids={ids} open={ids.length <= 6} />
    </aside>
  );
}
