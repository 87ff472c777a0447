/** The card of a node: who, what, where, since when; its ties by predicate; its measures; what can be done with it. */
import { computed, signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { get, route } from "../api/client";
import { COLLECTION, keep, record } from "../api/records";
import { resource } from "../api/resource";
import type { MeasureValues, Neighbourhood, NodeRecord, Relation } from "../api/types";
import { UNLISTED } from "../graph/places";
import { geography } from "../graph/tables";
import { filtered, measureAddress, measures, model, neighbours } from "../graph/data";
import { Failure, Spinner } from "../shell/Messages";
import { Dot } from "../shell/Search";
import { change, drop, part, slide, state } from "../state/state";
import { dates, inLanguage, kindLine, layerName, nameOf, number, otherName, placeName, predicateName, sectorName, value, vocabulary, words } from "../words";
import { flyTo, hide, togglePin } from "./actions";
import { holding, type Holding, Link, PredicateMark, RelationItem, Sources } from "./Evidence";
import { ExpandPanel } from "./Expand";
import { Conflicts, Identifiers, ReadAsOne } from "./Identity";

interface Told { node: NodeRecord; near: Neighbourhood }
const id = part("node");

/** The kind of a node decides where its record stands; it is known from the picture or from a search, else it is tried. */
async function recordOf(key: string): Promise<NodeRecord> {
  const kind = model.peek()?.nodes.get(key)?.kind ?? record(key)?.kind ?? (await neighbours(key)).nodes.find((n) => n.id === key)?.kind ?? "organisation";
  return get<NodeRecord>(route(`/${COLLECTION[kind] ?? "organisations"}/${encodeURIComponent(key)}`));
}
export const told = resource<Told>(() => id.value, async (key) => {
  const [near, node] = await Promise.all([neighbours(key), recordOf(key)]);
  keep(near.nodes);
  if (node.id !== key && id.peek() === key) slide({ node: node.id }); // the record is read as one with others, under another id
  return { node, near };
});
const missing = computed(() => told.value.problem?.status === 404);
missing.subscribe((gone) => { const key = state.peek().node; if (gone && key) drop("node", key, { node: null }); });

/** Where it is, in the reader's language if the place is known, as the record states it, and a way to the map. */
function located(node: NodeRecord): preact.ComponentChildren {
  const stated = [node.city, node.district].filter(Boolean).join(" ");
  const where = geography.value;
  const spot = where?.of.get(node.id);
  if (!stated || !where || !spot || spot === UNLISTED) return stated || null;
  const name = [where.spots.get(spot)?.parent, spot].filter((id) => typeof id === "string").map(placeName).join(" ");
  return (
    <>
      {state.value.lang === "ko" && !stated.includes(placeName(spot)) ? <>{name} <span class="soft">{stated}</span></> : stated}
      <button type="button" class="go on-map" data-action="on-map" onClick={() => change({ map: true })}>{words.value.map}</button>
    </>
  );
}
function facts(node: NodeRecord): [string, preact.ComponentChildren][] {
  const w = words.value;
  const terms = vocabulary.value;
  const alias = (kind: string) => (terms?.alias_kinds[kind] ? inLanguage(terms.alias_kinds[kind]) : kind);
  const rows: [string, preact.ComponentChildren][] = [
    [w.aliases, node.aliases?.length ? node.aliases.map((a) => <span class="alias" title={alias(a.kind)} key={a.name}>{a.name}{a.valid_from || a.valid_until ? ` (${dates(a.valid_from, a.valid_until)})` : ""}</span>) : null],
    [w.place, located(node)],
    [w.field, node.kind === "technology" && node.field ? sectorName(node.field) : null],
    [w.founded, node.founded],
    [w.dates, node.kind === "programme" && (node.start || node.end) ? dates(node.start, node.end) : null],
    [w.budget, node.budget_krw ? number(node.budget_krw) + w.won : null],
    [w.products, node.products], [w.detail, node.detail],
    [w.site, node.website ? <Link href={node.website}>{node.website}</Link> : null],
  ];
  return rows.filter(([, v]) => v);
}

const RANKED = ["degree", "betweenness", "effective_size", "participation"];
const opened = signal(false);
const ranks = resource<MeasureValues[]>(
  () => (opened.value && measures.value.data ? [state.value.layer, state.value.as_of, state.value.size].join("|") : null),
  () => {
    const { layer, as_of, size, colour } = state.peek();
    const known = new Set(measures.peek().data?.results.map((m) => m.name));
    const names = [...new Set([size, colour, ...RANKED])].filter((m) => known.has(m));
    return Promise.all(names.map((name) => get<MeasureValues>(measureAddress(name, layer, as_of))));
  },
);
function Ranks({ of }: { of: string }) {
  const w = words.value;
  const { data, status, problem, retry } = ranks.value;
  return (
    <details class="ranks" open={opened.value} onToggle={(e) => { opened.value = (e.currentTarget as HTMLDetailsElement).open; }}>
      <summary>{w.measuresOf} <span class="soft">{w.onLayer(layerName(state.value.layer))}</span></summary>
      {status === "loading" && !data && <Spinner />}
      {problem && <Failure problem={problem} retry={retry} small />}
      <dl>
        {data?.some((m) => !m.ties) && <dd class="soft" data-part="untied">{w.untied}</dd>}
        {data?.filter((m) => m.ties).map((m) => {
          const info = measures.value.data?.results.find((i) => i.name === m.name);
          const mine = m.values.find((v) => v.id === of);
          return <><dt>{info ? (state.value.lang === "ko" ? info.title_ko : info.title_en) : m.name}</dt><dd>{mine ? <>{value(mine.value)} <span class="soft">{w.rank(number(mine.rank), number(m.total))}</span></> : <span class="soft">{w.noValue}</span>}</dd></>;
        })}
      </dl>
    </details>
  );
}

const ORDER: Record<Holding, number> = { fresh: 0, ended: 1, held: 2, out: 3 };

/** What became of a node's ties between two days. */
function Difference({ of }: { of: string }) {
  const w = words.value;
  const { as_of, compare } = state.value;
  const shown = filtered.value;
  if (compare === null || !shown?.compared) return null;
  const mine = shown.ties.filter((t) => t.a === of || t.b === of);
  const parts = ([["fresh", w.fresh], ["ended", w.ended], ["changed", w.changedTie], ["kept", w.kept]] as const).map(([status, name]) => ({ status, name, count: mine.filter((t) => t.status === status).length }));
  return <p class="difference" data-part="difference"><b>{w.comparing(as_of ?? "", compare)}</b>{parts.filter((p) => p.count).map((p) => <span key={p.status} class={`badge ${p.status}`} data-difference={p.status}>{p.name} {number(p.count)}</span>)}</p>;
}

function Ties({ near, of }: { near: Neighbourhood; of: string }) {
  const w = words.value;
  const [find, setFind] = useState("");
  const [full, setFull] = useState<string[]>([]);
  const match = (r: Relation) => {
    if (!find.trim()) return true;
    const far = record(r.subject === of ? r.object : r.subject);
    return `${far?.name_ko} ${far?.name_en} ${r.detail ?? ""} ${r.start ?? ""}`.toLowerCase().includes(find.trim().toLowerCase());
  };
  const grouped = new Map<string, Relation[]>();
  for (const r of near.relations.filter(match)) grouped.set(r.predicate, [...(grouped.get(r.predicate) ?? []), r]);
  const few = near.relations.length <= 5;
  return (
    <>
      {!near.relations.length && <p class="soft">{w.noTies}</p>}
      {near.relations.length > 12 && <input class="filter" type="search" placeholder={w.filterTies} aria-label={w.filterTies} value={find} onInput={(e) => setFind(e.currentTarget.value)} />}
      {[...grouped].sort((a, b) => b[1].length - a[1].length).map(([predicate, list]) => {
        // what changed between two days first, what does not hold on the day last
        list.sort((a, b) => ORDER[holding(a)] - ORDER[holding(b)] || (b.start ?? "").localeCompare(a.start ?? "") || (a.id < b.id ? -1 : 1));
        const shown = full.includes(predicate) ? list : list.slice(0, 12);
        return (
          <section key={predicate} data-predicate={predicate}>
            <h3><PredicateMark predicate={predicate} />{predicateName(predicate)} <span class="count">{number(list.length)}</span></h3>
            <ul class="relations">{shown.map((r) => <RelationItem key={r.id} relation={r} of={of} open={few && r.sources.length <= 2} />)}</ul>
            {shown.length < list.length && <button type="button" class="go" onClick={() => setFull([...full, predicate])}>{w.more(number(list.length - shown.length))}</button>}
          </section>
        );
      })}
    </>
  );
}

function Actions({ of }: { of: string }) {
  const w = words.value;
  const { pin, around, from } = state.value;
  const [expanding, setExpanding] = useState(false);
  const pinned = pin.some((p) => p.id === of);
  return (
    <>
      <div class="actions">
        <button type="button" aria-expanded={expanding} onClick={() => setExpanding(!expanding)} data-action="expand">{w.expand}</button>
        {around === of ? <button type="button" onClick={() => change({ around: null })} data-action="whole">{w.wholeMap}</button>
          : <button type="button" onClick={() => change({ around: of, depth: 1 })} data-action="focus">{w.focus}</button>}
        <button type="button" onClick={() => (from && from !== of ? change({ to: of, way: 0 }) : change({ from: of, to: null, way: 0 }))} data-action="path">{from && from !== of ? w.pathTo : w.pathFrom}</button>
        <button type="button" aria-pressed={pinned} title={w.pinHint} onClick={() => togglePin(of)} data-action="pin">{pinned ? w.unpin : w.pin}</button>
        <button type="button" onClick={() => hide(of)} data-action="hide">{w.hide}</button>
      </div>
      {expanding && <ExpandPanel of={of} close={() => setExpanding(false)} />}
    </>
  );
}

export function Card() {
  const { data, status, problem, retry } = told.value;
  const key = id.value;
  const w = words.value;
  if (!key || missing.value) return null;
  const fresh = data?.node.id === key ? data : null;
  return (
    <aside class="panel card" aria-label={w.card}>
      <button type="button" class="close" aria-label={w.close} onClick={() => change({ node: null })}>×</button>
      {!fresh && status === "loading" && <Spinner />}
      {problem && <Failure problem={problem} retry={retry} small />}
      {fresh && (
        <>
          <p class="kind"><Dot node={fresh.node} />{kindLine(fresh.node)}</p>
          <h2><button type="button" class="plain" onClick={() => flyTo(key)}>{nameOf(fresh.node)}</button></h2>
          {otherName(fresh.node) && <div class="soft other">{otherName(fresh.node)}{state.value.lang === "ko" && !fresh.node.name_en_is_official ? ` (${w.unofficial})` : ""}</div>}
          <Actions of={key} key={key} />
          <Difference of={key} />
          <dl class="facts">{facts(fresh.node).map(([name, v]) => <><dt>{name}</dt><dd>{v}</dd></>)}</dl>
          <Identifiers held={fresh.node.identifiers} />
          <ReadAsOne said={fresh.node.same_as} key={`same ${key}`} />
          <Conflicts node={fresh.node} list={fresh.node.conflicts} key={`conflicts ${key}`} />
          <Ranks of={key} />
          <h3 class="total">{w.recorded(number(fresh.near.totals.relations))}</h3>
          <Ties near={fresh.near} of={key} key={`ties ${key}`} />
          <h3>{w.recordSources}</h3>
          <Sources ids={fresh.node.sources} open={fresh.node.sources.length <= 2} />
        </>
      )}
    </aside>
  );
}
