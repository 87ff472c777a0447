/** Groups and positions: a ranking by any measure with its definition, two measures against each other, communities. */
import { computed, effect } from "@preact/signals";
import { useState } from "preact/hooks";
import { all, keep, record, wantNodes } from "../api/records";
import { resource } from "../api/resource";
import type { MeasureInfo, MeasureValues, NodeRecord } from "../api/types";
import { MeasureOptions, registryKey } from "../explore/Facets";
import { visit } from "../explore/actions";
import { measureAddress, measures } from "../graph/data";
import { save } from "../picture/files";
import { csv } from "../explore/rows";
import { Failure, Spinner } from "../shell/Messages";
import { Dot } from "../shell/Search";
import { change, drop, part, state } from "../state/state";
import type { Layer } from "../state/address";
import { kindLine, layerName, nameOf, number, otherName, sectorName, value, words } from "../words";
import { communities } from "../graph/tables";
import { CommunityList } from "./Communities";
import { Scatter } from "./Scatter";

const [view, layer, asOf, measure, against] = [part("view"), part("layer"), part("as_of"), part("measure"), part("against")];
const here = computed(() => view.value === "positions");
export const first = resource<MeasureValues>(() => (here.value ? measureAddress(measure.value, layer.value, asOf.value) : null));
export const second = resource<MeasureValues>(() => (here.value && against.value ? measureAddress(against.value, layer.value, asOf.value) : null));
const roster = resource<NodeRecord[]>(() => (here.value ? "roster" : null), async () => {
  const found = await all<NodeRecord>("/organisations", "id,kind,name_ko,name_en,name_en_is_official,organisation_kind,sector,sources");
  keep(found);
  return found;
});
effect(() => {
  // a layer of facts ranks technologies and programmes too: their names come for the first few hundred
  const data = first.value.data;
  if (data && roster.value.data && data.layer === "facts") void wantNodes(data.values.slice(0, 300).map((v) => v.id));
});
effect(() => { if (first.value.problem?.status === 404) drop("measure", measure.peek(), { measure: "degree" }); });
effect(() => { if (second.value.problem?.status === 404 && against.peek()) drop("against", against.peek() as string, { against: null }); });

export const titleOf = (info: MeasureInfo | undefined, name: string): string => (info ? (state.value.lang === "ko" ? info.title_ko : info.title_en) : name);
const infoOf = (name: string) => measures.value.data?.results.find((m) => m.name === name);

/** The first paragraph of a definition; the rest on demand. Code marks of the docstring are taken as quotes. */
function Definition({ info }: { info: MeasureInfo | undefined }) {
  const w = words.value;
  if (!info) return null;
  const [lead = "", ...rest] = info.definition.split(/\n\s*\n/);
  const korean = state.value.lang === "ko" && info.summary_ko !== "";
  const more = korean ? [lead, ...rest] : rest; // the whole is told in English
  return (
    <div class="definition" data-part="definition">
      {korean ? <p>{info.summary_ko}</p> : <p lang="en">{lead.replace(/\s+/g, " ")}</p>}
      <p class="soft">{w.unit}: {korean ? info.unit_ko : info.unit} · {w.rangeOf}: {korean ? info.range_ko : info.range}</p>
      {more.length > 0 && <details><summary>{w.definition}</summary><pre lang="en">{more.join("\n\n")}</pre></details>}
    </div>
  );
}

const PAGE = 60;
function Ranking({ found }: { found: MeasureValues }) {
  const w = words.value;
  const [count, setCount] = useState(PAGE);
  const most = Math.max(...found.values.slice(0, 1).map((v) => Math.abs(v.value)), 1e-12);
  const other = new Map(second.value.data && against.value ? second.value.data.values.map((v) => [v.id, v]) : []);
  const title2 = against.value ? titleOf(infoOf(against.value), against.value) : null;
  const saveTable = () => save(`sojae-${found.name}.csv`, csv(
    [w.columns["rank"], w.columns["name"], "id", w.columns["sector"], found.name, ...(against.value ? [against.value] : [])].map((title) => ({ title: title ?? "" })),
    found.values.map((v) => { const n = record(v.id); return { cells: [v.rank, n ? nameOf(n) : v.id, v.id, n ? sectorName(n.sector) : null, v.value, ...(against.value ? [other.get(v.id)?.value ?? null] : [])] }; }),
  ), "text/csv");
  return (
    <>
      <table class="ranking">
        <thead><tr><th scope="col" class="number">{w.columns["rank"]}</th><th scope="col">{w.columns["name"]}</th><th scope="col" class="number">{titleOf(infoOf(found.name), found.name)}</th>{title2 && <th scope="col" class="number">{title2}</th>}</tr></thead>
        <tbody>
          {found.values.slice(0, count).map((v) => {
            const node = record(v.id);
            return (
              <tr key={v.id} data-id={v.id}>
                <td class="number soft">{number(v.rank)}</td>
                <th scope="row"><button type="button" class="row" onClick={() => visit(v.id)}>{node && <Dot node={node} />}<span><span class="name">{node ? nameOf(node) : v.id}</span>{node && <span class="soft"> {[otherName(node), kindLine(node)].filter(Boolean)[1] ?? kindLine(node)}</span>}</span></button></th>
                <td class="number value"><i aria-hidden="true" style={{ width: `${Math.max(0, (66 * v.value) / most)}%` }} />{value(v.value)}</td>
                {title2 && <td class="number">{other.has(v.id) ? value((other.get(v.id) as { value: number }).value) : "–"}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
      {found.total > found.values.length && <p class="soft" data-part="first-ranks">{w.firstRanks(number(found.values.length), number(found.total))}</p>}
      <div class="actions">
        {count < found.values.length && <button type="button" class="go" onClick={() => setCount(count + 200)}>{w.more(number(Math.min(200, found.values.length - count)))}</button>}
        <button type="button" class="go" data-action="csv" onClick={saveTable}>{w.csv}</button>
        <button type="button" class="go" onClick={() => change({ view: "explore", colour: found.name, size: found.name })}>{w.colourAndSize}</button>
      </div>
    </>
  );
}

const LAYERS: Layer[] = ["direct", "affiliation", "technology", "all", "facts"];
export function Positions() {
  const w = words.value;
  const s = state.value;
  const { data, status, problem, retry, stop } = first.value;
  const current = data?.name === s.measure ? data : null;
  const untied = current?.ties === 0;
  return (
    <main class="positions">
      <section class="left">
        <h2>{w.ranking}</h2>
        <div class="controls">
          <label>{w.measures} <select key={registryKey()} value={s.measure} data-control="measure" onChange={(e) => change({ measure: e.currentTarget.value })}><MeasureOptions /></select></label>
          <label>{w.layer} <select value={s.layer} data-control="layer" onChange={(e) => change({ layer: e.currentTarget.value as Layer })}>{LAYERS.map((l) => <option key={l} value={l}>{layerName(l)}</option>)}</select></label>
        </div>
        <Definition info={infoOf(s.measure)} />
        {problem && problem.status !== 404 && <Failure problem={problem} retry={retry} />}
        {(status === "loading" && !current) && <Spinner stop={stop} />}
        {untied && <p class="message small" role="status" data-part="untied">{w.untied}</p>}
        {current && !untied && roster.value.data && <Ranking found={current} key={`${s.measure} ${s.layer}`} />}
      </section>
      <section class="right">
        <h2>{w.scatter} <select key={registryKey()} value={s.against ?? ""} aria-label={w.chooseAgainst} data-control="against" onChange={(e) => change({ against: e.currentTarget.value || null })}><option value="">{w.chooseAgainst}</option><MeasureOptions /></select></h2>
        {s.against && second.value.status === "loading" && <Spinner stop={second.value.stop} />}
        {s.against && second.value.problem && second.value.problem.status !== 404 && <Failure problem={second.value.problem} retry={second.value.retry} small />}
        {s.against && current && !untied && second.value.data && roster.value.data && <Scatter x={current} y={second.value.data} titles={[titleOf(infoOf(current.name), current.name), titleOf(infoOf(s.against), s.against)]} />}
        {communities.value.problem && <Failure problem={communities.value.problem} retry={communities.value.retry} small />}
        {communities.value.status === "loading" && !communities.value.data && <Spinner stop={communities.value.stop} />}
        {communities.value.data && <CommunityList found={communities.value.data} key={s.layer} />}
      </section>
    </main>
  );
}
