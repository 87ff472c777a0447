/** A sector's card: coverage, E–I index, distance to the national alliances, its pairs. */
import { computed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { urlOf } from "../../api/client";
import { record, requestNodes } from "../../api/records";
import { resource } from "../../api/resource";
import type { SectorCard } from "../../api/types";
import { BriefButtons } from "../../components/BriefButtons";
import { NameButton } from "../../components/Evidence";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { inLanguage, messages, number, percent, probability, sectorName, value } from "../../i18n";
import { change, discardParameter, select } from "../../state/state";
import { Fragile } from "./Fragile";
import { pairKey } from "./Matrix";
import { Interval } from "./Ranked";
import { answerParameters } from "./resources";

const [sector, layer, baseline, asOf, undated, view] = [
  select("sector"),
  select("gap_layer"),
  select("baseline"),
  select("as_of"),
  select("undated"),
  select("view"),
];
const address = computed(() =>
  view.value === "gaps" && sector.value
    ? urlOf(`/sectors/${encodeURIComponent(sector.value)}`, {
        layer: layer.value,
        baseline: baseline.value,
        as_of: asOf.value,
        undated: undated.value === "drop" ? "drop" : null,
      })
    : null,
);
const card = resource<SectorCard>(() => address.value);
card.subscribe(({ problem }) => {
  const id = sector.peek();
  if (problem?.status === 404 && id) discardParameter("sector", id, { sector: null });
});

export function SectorPanel() {
  const msg = messages.value;
  const { data, status, problem, retry } = card.value;
  const id = sector.value;
  useEffect(() => {
    if (data) void requestNodes(data.alliances.map((a) => a.id));
  }, [data]);
  if (problem && problem.status !== 404) return <Failure problem={problem} retry={retry} small />;
  if (!data || data.id !== id || status === "loading") return <Spinner />;
  const tested = data.pairs.filter((p) => p.q !== null);
  return (
    <div class="pair-panel" data-part="sector">
      <button type="button" class="go" onClick={() => change({ sector: null })}>
        {msg.backToList}
      </button>
      <h2>{sectorName(data.id)}</h2>
      <BriefButtons
        asked={{ topic: "sector", id: data.id, parameters: { baseline: baseline.value, ...answerParameters.value } }}
      />
      <dl class="numbers">
        <div>
          <dt>{msg.sectorCard.organisations}</dt>
          <dd>{number(data.organisations)}</dd>
        </div>
        <div>
          <dt>{msg.sectorCard.isolated}</dt>
          <dd>{data.isolated_share === null ? "–" : percent(data.isolated_share)}</dd>
        </div>
        <div>
          <dt>{msg.sectorCard.perOrganisation}</dt>
          <dd>{value(Number(data.ties_per_organisation.toFixed(2)))}</dd>
        </div>
        <div>
          <dt>{data.outside.expected === null ? msg.sectorCard.outsideTies : msg.sectorCard.outside}</dt>
          <dd>
            {number(data.outside.observed)}
            {data.outside.expected !== null && <span class="soft"> / {number(data.outside.expected, 1)}</span>}
          </dd>
        </div>
      </dl>
      <h3>{msg.sectorCard.ei}</h3>
      <p>
        {data.e_i_index === null ? (
          msg.noValue
        ) : (
          <>
            {value(Number(data.e_i_index.toFixed(2)))}{" "}
            <span class="soft">
              {msg.sectorCard.eiHint(
                data.e_i_expected === null ? "–" : data.e_i_expected.toFixed(2),
                data.e_i_p === null ? "–" : probability(data.e_i_p),
              )}
            </span>
          </>
        )}
      </p>
      <h3>{msg.coverage}</h3>
      <p class="soft">
        {[
          data.single_source_share === null ? null : msg.singleSource(percent(data.single_source_share)),
          data.youngest_source ? msg.youngest(data.youngest_source) : null,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {data.alliances.length > 0 && (
        <>
          <h3>{msg.sectorCard.alliances}</h3>
          <p class="soft">{msg.allianceSteps}</p>
          <ul class="reach">
            {data.alliances.map((a) => (
              <li key={a.id}>
                {record(a.id) ? <NameButton id={a.id} /> : a.id}
                <i aria-hidden="true">
                  <u style={{ width: `${Math.round((a.share_within_2 ?? 0) * 100)}%` }} />
                </i>
                <em>{a.share_within_2 === null ? "–" : percent(a.share_within_2)}</em>
                {a.reason && (
                  <span class="soft why" data-why={a.id}>
                    {inLanguage(a.reason)}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <Fragile of={data.id} />
      <h3>{msg.sectorCard.pairs}</h3>
      {!tested.length && <p class="soft">{msg.noPairs}</p>}
      <ul class="reach pairs">
        {tested.map((p) => (
          <li key={pairKey(p)}>
            <button type="button" class="go" onClick={() => change({ pair: pairKey(p) })}>
              {sectorName(p.a === data.id ? p.b : p.a)}
            </button>
            <Interval pair={p} />
            <em>
              {number(p.observed)} / {number(p.expected, 1)}
            </em>
            <span class={`verdict ${p.verdict.replaceAll(" ", "-")}`}>{msg.verdict[p.verdict]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
