/** A sector's scorecard: coverage, ties, gaps, single points, reach of the national alliances, its pairs – each with its interval. */
import { computed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { urlOf } from "../../api/client";
import { requestNodes } from "../../api/records";
import { resource } from "../../api/resource";
import type { SectorCard } from "../../api/types";
import { BriefButtons } from "../../components/BriefButtons";
import { NameButton } from "../../components/Evidence";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { inLanguage, number, percent, value } from "../../i18n";
import { groupName, isBySector, words } from "./groups";
import { change, discardParameter, select } from "../../state/state";
import { Fragile } from "./Fragile";
import { pairKey } from "./pairKey";
import { Interval } from "./Ranked";
import { answerParameters, groupParameter } from "./resources";

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
        group_by: groupParameter.value,
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

const decimals = (v: number) => value(Number(v.toFixed(2)));

/** A 95 % interval in brackets. */
function Limits({ low, high, as }: { low: number | null; high: number | null; as: (v: number) => string }) {
  if (low === null || high === null) return null;
  return (
    <span class="soft limits">
      [{as(low)}, {as(high)}]
    </span>
  );
}

export function SectorPanel() {
  const msg = words.value;
  const { data, status, problem, retry } = card.value;
  const id = sector.value;
  useEffect(() => {
    if (data)
      void requestNodes([
        ...data.alliances.flatMap((a) => [a.id, ...a.anchors]),
        ...data.single_points.points.map((p) => p.id),
      ]);
  }, [data]);
  if (problem && problem.status !== 404) return <Failure problem={problem} retry={retry} small />;
  if (!data || data.id !== id || status === "loading") return <Spinner />;
  const tested = data.pairs.filter((p) => p.q !== null);
  return (
    <div class="pair-panel" data-part="sector">
      <button type="button" class="go" onClick={() => change({ sector: null })}>
        {msg.backToList}
      </button>
      <h2>{groupName(data.id)}</h2>
      {isBySector.value && (
        <BriefButtons
          asked={{ topic: "sector", id: data.id, parameters: { baseline: baseline.value, ...answerParameters.value } }}
        />
      )}
      <dl class="numbers">
        <div>
          <dt>{msg.sectorCard.organisations}</dt>
          <dd>{number(data.organisations)}</dd>
        </div>
        <div>
          <dt>{msg.sectorCard.withTies}</dt>
          <dd>
            {number(data.with_ties)}
            {data.with_ties_share !== null && (
              <span class="soft">
                {" "}
                {percent(data.with_ties_share)}{" "}
                <Limits low={data.with_ties_low} high={data.with_ties_high} as={percent} />
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>{msg.sectorCard.perOrganisation}</dt>
          <dd>
            {decimals(data.ties_per_organisation)} <Limits low={data.ties_low} high={data.ties_high} as={decimals} />
          </dd>
        </div>
        <div>
          <dt>{data.outside.expected === null ? msg.sectorCard.outsideTies : msg.sectorCard.outside}</dt>
          <dd data-part="outside">
            {number(data.outside.observed)}
            {data.outside.expected !== null && <span class="soft"> / {number(data.outside.expected, 1)}</span>}
            {data.outside.ratio !== null && (
              <span class="soft">
                {" "}
                = {decimals(data.outside.ratio)}{" "}
                <Limits low={data.outside.ratio_low} high={data.outside.ratio_high} as={decimals} />
              </span>
            )}
            <span class="soft under">{msg.sectorCard.outsideHint}</span>
          </dd>
        </div>
        <div data-part="gap-count">
          <dt>{msg.sectorCard.gaps}</dt>
          <dd>
            {data.gaps.testable
              ? msg.sectorCard.gapsOf(number(data.gaps.called), number(data.gaps.testable))
              : msg.sectorCard.noneTestable}
          </dd>
        </div>
      </dl>
      <h3>{msg.sectorCard.ei}</h3>
      <p>
        {data.e_i_index === null ? (
          msg.noValue
        ) : (
          <>
            {decimals(data.e_i_index)}{" "}
            <span class="soft">
              {msg.sectorCard.eiHint(
                data.e_i_expected === null ? "–" : decimals(data.e_i_expected),
                data.e_i_low === null ? "–" : decimals(data.e_i_low),
                data.e_i_high === null ? "–" : decimals(data.e_i_high),
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
                <NameButton id={a.id} />
                <i aria-hidden="true">
                  <u style={{ width: `${Math.round((a.share_within_2 ?? 0) * 100)}%` }} />
                </i>
                <em>
                  {a.share_within_2 === null ? "–" : percent(a.share_within_2)}{" "}
                  <Limits low={a.share_low} high={a.share_high} as={percent} />
                </em>
                {a.share_within_2 !== null && (
                  <span class="soft why">
                    {[
                      a.rewired_share === null ? null : msg.sectorCard.rewired(percent(a.rewired_share)),
                      a.share_without_a_tie === null
                        ? null
                        : msg.sectorCard.withoutATie(percent(a.share_without_a_tie)),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                )}
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
      {data.single_points.points.length > 0 && (
        <section data-part="single-points">
          <h3>{msg.sectorCard.singlePoints}</h3>
          <p class="soft">{msg.sectorCard.singlePointsHint(number(data.single_points.inside))}</p>
          <ul class="reach">
            {data.single_points.points.map((p) => (
              <li key={p.id} data-id={p.id}>
                <NameButton id={p.id} />
                <i aria-hidden="true">
                  <u style={{ width: `${Math.round((p.lost / data.single_points.inside) * 100)}%` }} />
                </i>
                <em>{msg.sectorCard.lost(number(p.lost))}</em>
              </li>
            ))}
          </ul>
        </section>
      )}
      {isBySector.value && <Fragile of={data.id} />}
      <h3>{msg.sectorCard.pairs}</h3>
      {!tested.length && <p class="soft">{msg.noPairs}</p>}
      <ul class="reach pairs">
        {tested.map((p) => (
          <li key={pairKey(p)}>
            <button type="button" class="go" onClick={() => change({ pair: pairKey(p) })}>
              {groupName(p.a === data.id ? p.b : p.a)}
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
