/** The card of a node: facts, actions, identity, measures, relations, sources. */
import { computed } from "@preact/signals";
import { useState } from "preact/hooks";
import { get, urlOf } from "../../api/client";
import { COLLECTION_OF, cacheNodes, record } from "../../api/records";
import { resource } from "../../api/resource";
import type { Neighbourhood, NodeDetail } from "../../api/types";
import { Sources } from "../../components/Evidence";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { Dot } from "../../components/Search";
import { showNeighbourhood } from "../../components/showNeighbourhood";
import { SheetGrip } from "../../components/SheetGrip";
import { fetchNeighbourhood } from "../../graph/expansions";
import { flyTo, hide, togglePin } from "../../graph/nodeActions";
import { model } from "../../graph/visibleGraph";
import { kindAndSector, messages, nameOf, number, otherName } from "../../i18n";
import { change, changeContinuously, discardParameter, select, state } from "../../state/state";
import { ExpandPanel } from "./ExpandPanel";
import { Conflicts, Identifiers, ReadAsOne } from "./Identity";
import { NodeFacts } from "./NodeFacts";
import { NodeRanks } from "./NodeRanks";
import { NodeRelations, TieChanges } from "./NodeRelations";
import { ProgrammeEvaluation } from "./ProgrammeEvaluation";

interface CardData {
  node: NodeDetail;
  near: Neighbourhood;
}
const id = select("node");

/** The kind decides the route of a record; it is known from the scene or a search, or else from the neighbourhood. */
async function recordOf(key: string): Promise<NodeDetail> {
  const kind =
    model.peek()?.nodes.get(key)?.kind ??
    record(key)?.kind ??
    (await fetchNeighbourhood(key)).nodes.find((n) => n.id === key)?.kind ??
    "organisation";
  return get<NodeDetail>(urlOf(`/${COLLECTION_OF[kind] ?? "organisations"}/${encodeURIComponent(key)}`));
}
export const cardResource = resource<CardData>(
  () => id.value,
  async (key) => {
    const [near, node] = await Promise.all([fetchNeighbourhood(key), recordOf(key)]);
    cacheNodes(near.nodes);
    if (node.id !== key && id.peek() === key) changeContinuously({ node: node.id }); // merged into a record with another id
    return { node, near };
  },
);
const missing = computed(() => cardResource.value.problem?.status === 404);
missing.subscribe((gone) => {
  const key = state.peek().node;
  if (gone && key) discardParameter("node", key, { node: null });
});

function Actions({ of }: { of: string }) {
  const msg = messages.value;
  const { pin, around, from } = state.value;
  const [expanding, setExpanding] = useState(false);
  const pinned = pin.some((p) => p.id === of);
  return (
    <>
      <div class="actions">
        <button type="button" aria-expanded={expanding} onClick={() => setExpanding(!expanding)} data-action="expand">
          {msg.expand}
        </button>
        {around === of ? (
          <button type="button" onClick={() => change({ around: null })} data-action="whole">
            {msg.wholeNetwork}
          </button>
        ) : (
          <button type="button" onClick={() => showNeighbourhood(of)} data-action="focus">
            {msg.focus}
          </button>
        )}
        <button
          type="button"
          onClick={() => (from && from !== of ? change({ to: of, way: 0 }) : change({ from: of, to: null, way: 0 }))}
          data-action="path"
        >
          {from && from !== of ? msg.pathTo : msg.pathFrom}
        </button>
        <button type="button" aria-pressed={pinned} title={msg.pinHint} onClick={() => togglePin(of)} data-action="pin">
          {pinned ? msg.unpin : msg.pin}
        </button>
        <button type="button" onClick={() => hide(of)} data-action="hide">
          {msg.hide}
        </button>
      </div>
      {expanding && <ExpandPanel of={of} close={() => setExpanding(false)} />}
    </>
  );
}

export function NodeCard() {
  const { data, status, problem, retry } = cardResource.value;
  const key = id.value;
  const msg = messages.value;
  if (!key || missing.value) return null;
  const fresh = data?.node.id === key ? data : null;
  return (
    <aside class="panel card" aria-label={msg.card}>
      <SheetGrip close={() => change({ node: null })} />
      <button type="button" class="close" aria-label={msg.close} onClick={() => change({ node: null })}>
        ×
      </button>
      {!fresh && status === "loading" && <Spinner />}
      {problem && <Failure problem={problem} retry={retry} small />}
      {fresh && (
        <>
          <p class="kind">
            <Dot node={fresh.node} />
            {kindAndSector(fresh.node)}
          </p>
          <h2>
            <button type="button" class="plain" onClick={() => flyTo(key)}>
              {nameOf(fresh.node)}
            </button>
          </h2>
          {otherName(fresh.node) && (
            <div class="soft other">
              {otherName(fresh.node)}
              {state.value.lang === "ko" && !fresh.node.name_en_is_official ? ` (${msg.unofficial})` : ""}
            </div>
          )}
          <Actions of={key} key={key} />
          <TieChanges of={key} />
          <NodeFacts node={fresh.node} />
          <Identifiers held={fresh.node.identifiers} />
          <ReadAsOne said={fresh.node.same_as} key={`same ${key}`} />
          <Conflicts node={fresh.node} list={fresh.node.conflicts} key={`conflicts ${key}`} />
          <ProgrammeEvaluation node={fresh.node} />
          <NodeRanks of={key} />
          <h3 class="total">{msg.recorded(number(fresh.near.totals.relations))}</h3>
          <NodeRelations near={fresh.near} of={key} key={`ties ${key}`} />
          <h3>{msg.recordSources}</h3>
          <Sources ids={fresh.node.sources} open={fresh.node.sources.length <= 2} />
        </>
      )}
    </aside>
  );
}
