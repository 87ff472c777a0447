/** One pair of sectors: what is tied, who could be, who joins them now, and how far the ranking can be trusted. */
import { useEffect } from "preact/hooks";
import { record, wantNodes } from "../api/records";
import type { Bridges, Figures, Gaps } from "../api/types";
import { NameButton, RelationList } from "../explore/Evidence";
import { Failure, Spinner } from "../shell/Messages";
import { change, drop, state } from "../state/state";
import { inLanguage, nameOf, number, sectorName, small, value, words } from "../words";
import { bridges, existing, unrelated } from "./answers";
import { Coverage, Interval } from "./Ranked";

function Existing({ a, b }: { a: string; b: string }) {
  const w = words.value;
  const { data, status, problem, retry } = existing.value;
  if (problem) return <Failure problem={problem} retry={retry} small />;
  if (!data || status === "loading") return <Spinner />;
  const of = new Map(data.nodes.map((n) => [n.id, n]));
  const ties = data.ties.filter((t) => {
    const [s, o] = [of.get(t.source)?.sector, of.get(t.target)?.sector];
    return a === b ? s === a && o === a : (s === a && o === b) || (s === b && o === a);
  });
  if (!ties.length) return <p class="soft">{w.noExisting}</p>;
  return (
    <ul class="existing">
      {ties.map((t) => (
        <li key={`${t.source}~${t.target}`}>
          <details>
            <summary>{[t.source, t.target].map((id) => nameOf(of.get(id) as { label_ko: string; label_en: string })).join(" – ")} <span class="soft">{w.recorded(number(t.relations.length))}</span></summary>
            <RelationList ids={t.relations} open={t.relations.length <= 3} />
          </details>
        </li>
      ))}
    </ul>
  );
}

function Reasons({ reasons }: { reasons: Bridges["pairs"][number]["reasons"] }) {
  const w = words.value;
  return (
    <ul class="reasons">
      {reasons.map((r, i) => (
        <li key={i}>
          <details>
            <summary><b>{w.reason[r.kind] ?? r.kind}</b>{r.via.length > 0 && <>: {r.via.slice(0, 3).map((id) => { const node = record(id); return node ? nameOf(node) : id; }).join(", ")}{r.via.length > 3 ? " …" : ""}</>} <span class="soft">+{value(Number(r.weight.toFixed(2)))}</span></summary>
            {r.relations.length ? <RelationList ids={r.relations.slice(0, 30)} open={r.relations.length <= 4} /> : null}
          </details>
        </li>
      ))}
    </ul>
  );
}

function Trust({ evidence }: { evidence: Bridges["evidence"] }) {
  const w = words.value;
  const rows: [string, Figures][] = [[w.fitted, evidence], ...Object.entries(evidence.baselines).map(([n, f]): [string, Figures] => [w.baselinesOf[n] ?? n, f])];
  const columns = ["auc", "average_precision", "precision_at_10"] as const;
  return (
    <section class="trust">
      <h3>{w.evidence}</h3>
      {evidence.cutoff && <p>{w.holdout(evidence.cutoff, number(evidence.test_ties))}</p>}
      <table>
        <thead><tr><th scope="col" />{columns.map((c) => <th scope="col" class="number" key={c}>{w.figures[c]}</th>)}</tr></thead>
        <tbody>{rows.map(([name, f], i) => <tr key={name} class={i ? "" : "ours"}><th scope="row">{name}</th>{columns.map((c) => <td class="number" key={c}>{f[c] === null || f[c] === undefined ? "–" : value(f[c] as number)}</td>)}</tr>)}</tbody>
      </table>
      <p class={evidence.beats_preferential_attachment === false ? "warning" : "soft"} data-part="trust">{inLanguage(evidence.sentence)}</p>
      <p class="soft">{w.evidenceNote}</p>
    </section>
  );
}

export function PairPanel({ table, pair: key }: { table: Gaps; pair: string }) {
  const w = words.value;
  const [a = "", b = ""] = key.split("~");
  const found = table.pairs.find((p) => (p.a === a && p.b === b) || (p.a === b && p.b === a));
  const { data, status, problem, retry } = bridges.value;
  useEffect(() => { if (!found) drop("pair", key, { pair: null }); }, [found === undefined]);
  useEffect(() => {
    if (data) void wantNodes([...data.pairs.flatMap((p) => [p.a, p.b, ...p.reasons.flatMap((r) => r.via.slice(0, 3))]), ...data.brokers.map((x) => x.id)]);
  }, [data]);
  if (!found) return null;
  const of = (id: string) => table.sectors.find((s) => s.id === id);
  const inPicture = () => change({ view: "explore", layer: state.value.gap_layer, node: null, tie: null, from: null, to: null, range: [], collapse: [],
    off: table.sectors.map((s) => `sector:${s.id}`).concat("sector:none", "sector:other").filter((o) => o !== `sector:${a}` && o !== `sector:${b}`) });
  return (
    <div class="pair-panel" data-part="pair">
      <button type="button" class="go" onClick={() => change({ pair: null })}>{w.backToList}</button>
      <h2>{sectorName(a)} – {sectorName(b)} <span class={`verdict ${found.verdict.replaceAll(" ", "-")}`}>{w.verdict[found.verdict]}</span></h2>
      <p class="sentence">{inLanguage(found.sentence)}</p>
      <dl class="numbers">
        <div><dt>{w.observed}</dt><dd>{number(found.observed)}</dd></div><div><dt>{w.expected}</dt><dd>{number(found.expected, 1)}</dd></div>
        {found.ratio !== null && <div><dt>{w.observed}/{w.expected}</dt><dd>{value(Number(found.ratio.toFixed(2)))} <span class="soft">[{found.ratio_low?.toFixed(2)}, {found.ratio_high?.toFixed(2)}]</span></dd></div>}
        {found.q !== null && <div><dt>q</dt><dd>{small(found.q)}</dd></div>}
      </dl>
      <Interval pair={found} />
      {found.detectable !== null && found.verdict !== "over-connected" && <p class="soft">{w.detectable(number(found.detectable, 1))}</p>}
      <h3>{w.coverage}</h3>
      <div class="coverages wide"><Coverage of={of(a)} /><Coverage of={of(b)} /></div>
      <h3>{w.existing} <span class="count">{number(found.observed)}</span> <button type="button" class="go" data-action="explore" onClick={inPicture}>{w.showInPicture}</button></h3>
      <Existing a={a} b={b} />
      {problem && <Failure problem={problem} retry={retry} small />}
      {status === "loading" && <Spinner />}
      {data && status === "ready" && (
        <>
          <h3>{w.bridging}</h3>
          <label class="check"><input type="checkbox" checked={unrelated.value} data-control="unrelated" onChange={(e) => { unrelated.value = e.currentTarget.checked; }} />{w.unrelatedToo}</label>
          {data.warnings.map((warning) => <p class="warning" key={warning.en} role="note">{inLanguage(warning)}</p>)}
          {!data.pairs.length && <p class="soft">{w.noBridges}</p>}
          {data.pairs.length > 0 && <p class="soft">{w.reasonHint}</p>}
          <ol class="bridges">
            {data.pairs.map((p) => <li key={`${p.a}~${p.b}`} data-bridge={`${p.a}~${p.b}`}><div><NameButton id={p.a} /> ⋯ <NameButton id={p.b} /> <button type="button" class="go soft" onClick={() => { change({ view: "explore", from: p.a, to: p.b, way: 0, node: null, tie: null }); }}>{w.paths}</button></div><Reasons reasons={p.reasons} /></li>)}
          </ol>
          <h3>{w.brokers}</h3>
          {!data.brokers.length && <p class="soft">{w.noBrokers}</p>}
          <ol class="bridges">
            {data.brokers.map((x) => (
              <li key={x.id}><div><NameButton id={x.id} /> <span class="soft">{w.brokerTies(sectorName(a), number(x.ties_a), sectorName(b), number(x.ties_b))}{x.sole_pairs ? ` · ${w.solePairs(number(x.sole_pairs))}` : ""}</span></div>
                <details><summary>{w.recorded(number(x.relations.length))}</summary><RelationList ids={x.relations.slice(0, 30)} /></details></li>
            ))}
          </ol>
          <Trust evidence={data.evidence} />
        </>
      )}
    </div>
  );
}
