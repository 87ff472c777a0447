/** One pair of sectors: existing ties, bridging candidates, current brokers, and how reliable the ranking is. */
import { useEffect } from "preact/hooks";
import { requestNodes } from "../../api/records";
import type { Bridges, Gaps } from "../../api/types";
import { NameButton, RelationList } from "../../components/Evidence";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { nodeName } from "../../graph/nodeNames";
import { inLanguage, number, probability, value } from "../../i18n";
import { isOwn, ownToken } from "../../graph/ownValues";
import { groupName, isBySector, words } from "./groups";
import { change, discardParameter, state } from "../../state/state";
import { ExistingTies } from "./ExistingTies";
import { HangsOn } from "./HangsOn";
import { Coverage, Interval } from "./Ranked";
import { RankingEvidence } from "./RankingEvidence";
import { endsOf } from "./pairKey";
import { bridges, unrelated } from "./resources";
import { scenarioPairs } from "./scenarioState";

function Reasons({ reasons }: { reasons: Bridges["pairs"][number]["reasons"] }) {
  const msg = words.value;
  return (
    <ul class="reasons">
      {reasons.map((r, i) => (
        <li key={i}>
          <details>
            <summary>
              <b>{msg.reason[r.kind] ?? r.kind}</b>
              {r.via.length > 0 && (
                <>
                  : {r.via.slice(0, 3).map(nodeName).join(", ")}
                  {r.via.length > 3 ? " …" : ""}
                </>
              )}{" "}
              <span class="soft">+{value(Number(r.weight.toFixed(2)))}</span>
            </summary>
            {r.relations.length ? <RelationList ids={r.relations.slice(0, 30)} open={r.relations.length <= 4} /> : null}
          </details>
        </li>
      ))}
    </ul>
  );
}

/** The facet of the network view that has these groups as its values; null if none has. */
const facetOf = (grouping: string): string | null =>
  grouping === "sector" || isOwn(grouping) ? grouping : grouping === "organisation_kind" ? "sub" : null;

export function PairPanel({ table, pair: key }: { table: Gaps; pair: string }) {
  const msg = words.value;
  const [a, b] = endsOf(key);
  const found = table.pairs.find((p) => (p.a === a && p.b === b) || (p.a === b && p.b === a));
  const { data, status, problem, retry } = bridges.value;
  useEffect(() => {
    if (!found) discardParameter("pair", key, { pair: null });
  }, [found === undefined]);
  useEffect(() => {
    if (data)
      void requestNodes([
        ...data.pairs.flatMap((p) => [p.a, p.b, ...p.reasons.flatMap((r) => r.via.slice(0, 3))]),
        ...data.brokers.map((x) => x.id),
      ]);
  }, [data]);
  if (!found) return null;
  const supposed = scenarioPairs.value.get(key)?.sentence;
  const of = (id: string) => table.sectors.find((s) => s.id === id);
  const facet = facetOf(state.value.group_by);
  const inPicture = () => {
    change({
      view: "explore",
      layer: state.value.gap_layer,
      node: null,
      tie: null,
      from: null,
      to: null,
      range: [],
      collapse: [],
      ...(facet && isOwn(facet) ? { colour: facet } : {}),
      off: table.sectors
        .map((s) => s.id)
        .concat(isBySector.value ? ["none", "other"] : facet === "sub" ? ["none"] : [""])
        .filter((id) => id !== a && id !== b)
        .map((id) => `${facet}:${ownToken(id.replaceAll("∕", "/"))}`),
    });
  };
  return (
    <div class="pair-panel" data-part="pair">
      <button type="button" class="go" onClick={() => change({ pair: null })}>
        {msg.backToList}
      </button>
      <h2>
        {groupName(a)} – {groupName(b)}{" "}
        <span class={`verdict ${found.verdict.replaceAll(" ", "-")}`}>{msg.verdict[found.verdict]}</span>
      </h2>
      <p class="sentence">{inLanguage(found.sentence)}</p>
      {supposed && (
        <p class="sentence supposed">
          <b>{msg.whatIf.title}:</b> {inLanguage(supposed)}
        </p>
      )}
      {isBySector.value && (
        <button
          type="button"
          class="go"
          data-action="whatif"
          onClick={() => change({ pair: null, sector: null, whatif: true })}
        >
          {msg.whatIf.open}
        </button>
      )}
      <dl class="numbers">
        <div>
          <dt>{msg.observed}</dt>
          <dd>{number(found.observed)}</dd>
        </div>
        <div>
          <dt>{msg.expected}</dt>
          <dd>{number(found.expected, 1)}</dd>
        </div>
        {found.ratio !== null && (
          <div>
            <dt>
              {msg.observed}/{msg.expected}
            </dt>
            <dd>
              {value(Number(found.ratio.toFixed(2)))}{" "}
              <span class="soft">
                [{found.ratio_low?.toFixed(2)}, {found.ratio_high?.toFixed(2)}]
              </span>
            </dd>
          </div>
        )}
        {found.q !== null && (
          <div>
            <dt>q</dt>
            <dd>{probability(found.q)}</dd>
          </div>
        )}
      </dl>
      <Interval pair={found} />
      {found.detectable !== null && found.verdict === "as expected" && (
        <p class="soft">{msg.detectable(number(found.detectable, 1))}</p>
      )}
      <HangsOn />
      <h3>{msg.coverage}</h3>
      <div class="coverages wide">
        <Coverage of={of(a)} />
        <Coverage of={of(b)} />
      </div>
      <h3>
        {msg.existing} <span class="count">{number(found.observed)}</span>{" "}
        {facet && (
          <button type="button" class="go" data-action="explore" onClick={inPicture}>
            {msg.showInPicture}
          </button>
        )}
      </h3>
      <ExistingTies a={a} b={b} />
      {problem && <Failure problem={problem} retry={retry} small />}
      {status === "loading" && <Spinner />}
      {data && status === "ready" && (
        <>
          <h3>{msg.bridging}</h3>
          <label class="check">
            <input
              type="checkbox"
              checked={unrelated.value}
              data-control="unrelated"
              onChange={(e) => {
                unrelated.value = e.currentTarget.checked;
              }}
            />
            {msg.unrelatedToo}
          </label>
          {data.warnings.map((warning) => (
            <p class="warning" key={warning.en} role="note">
              {inLanguage(warning)}
            </p>
          ))}
          {!data.pairs.length && <p class="soft">{msg.noBridges}</p>}
          {data.pairs.length > 0 && <p class="soft">{msg.reasonHint}</p>}
          <ol class="bridges">
            {data.pairs.map((p) => (
              <li key={`${p.a}~${p.b}`} data-bridge={`${p.a}~${p.b}`}>
                <div>
                  <NameButton id={p.a} /> ⋯ <NameButton id={p.b} />{" "}
                  <button
                    type="button"
                    class="go soft"
                    onClick={() => {
                      change({ view: "explore", from: p.a, to: p.b, way: 0, node: null, tie: null });
                    }}
                  >
                    {msg.findPaths}
                  </button>
                </div>
                <Reasons reasons={p.reasons} />
              </li>
            ))}
          </ol>
          <h3>{msg.brokers}</h3>
          {!data.brokers.length && <p class="soft">{msg.noBrokers}</p>}
          <ol class="bridges">
            {data.brokers.map((x) => (
              <li key={x.id}>
                <div>
                  <NameButton id={x.id} />{" "}
                  <span class="soft">
                    {msg.brokerTies(groupName(a), number(x.ties_a), groupName(b), number(x.ties_b))}
                    {x.sole_pairs ? ` · ${msg.solePairs(number(x.sole_pairs))}` : ""}
                  </span>
                </div>
                <details>
                  <summary>{msg.recorded(number(x.relations.length))}</summary>
                  <RelationList ids={x.relations.slice(0, 30)} />
                </details>
              </li>
            ))}
          </ol>
          <RankingEvidence evidence={data.evidence} />
        </>
      )}
    </div>
  );
}
