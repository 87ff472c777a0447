/** Sentences about pairs of sectors, the most significant first, with the data coverage of each. */
import { useState } from "preact/hooks";
import type { Gaps, Pair, SectorCoverage } from "../../api/types";
import { inLanguage, number, percent, probability } from "../../i18n";
import { groupName, words } from "./groups";
import { change } from "../../state/state";
import { isSignificant } from "./Matrix";
import { pairKey } from "./pairKey";

export function Coverage({ of }: { of: SectorCoverage | undefined }) {
  const msg = words.value;
  if (!of) return null;
  const share = of.organisations ? of.with_ties / of.organisations : 0;
  const text = [
    msg.orgs(number(of.organisations)),
    msg.withTies(percent(share)),
    of.single_source_share === null ? null : msg.singleSource(percent(of.single_source_share)),
    of.youngest_source ? msg.youngest(of.youngest_source) : null,
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <span class="coverage" title={text} aria-label={`${groupName(of.id)}: ${text}`}>
      <b>{groupName(of.id)}</b>
      <i aria-hidden="true">
        <u style={{ width: `${Math.round(share * 100)}%` }} />
      </i>
      <em>{msg.withTiesOf(number(of.with_ties), number(of.organisations))}</em>
    </span>
  );
}
/** The ratio with its interval, on a scale of powers of two centred on 1. */
export function Interval({ pair }: { pair: Pair }) {
  if (pair.ratio === null || pair.ratio_low === null || pair.ratio_high === null) return null;
  const at = (r: number) => 80 * (Math.max(-3, Math.min(3, Math.log2(Math.max(r, 0.125)))) / 3) + 90;
  return (
    <svg class={`interval ${pair.verdict.replace(" ", "-")}`} viewBox="0 0 180 16" aria-hidden="true">
      <line x1="90" x2="90" y1="0" y2="16" class="one" />
      <line x1={at(pair.ratio_low)} x2={at(pair.ratio_high)} y1="8" y2="8" class="span" />
      <circle cx={at(pair.ratio)} cy="8" r="4.500" />
    </svg>
  );
}

type Which = "called" | "tested" | "all";
export function Ranked({ table }: { table: Gaps }) {
  const msg = words.value;
  const [which, setWhich] = useState<Which>("tested");
  const kept = table.pairs.filter((p) => which === "all" || (which === "called" ? isSignificant(p) : p.q !== null));
  const of = (id: string) => table.sectors.find((s) => s.id === id);
  const names: [Which, string][] = [
    ["tested", msg.testedPairs],
    ["called", msg.onlySignificant],
    ["all", msg.everyPair],
  ];
  return (
    <div class="ranked">
      <header>
        <h2>{msg.ranked}</h2>
        <div class="switch" role="group" aria-label={msg.ranked}>
          {names.map(([v, name]) => (
            <button type="button" key={v} aria-pressed={which === v} onClick={() => setWhich(v)}>
              {name}
            </button>
          ))}
        </div>
      </header>
      {!kept.length && <p class="soft">{msg.noPairs}</p>}
      <ol>
        {kept.map((p) => (
          <li key={pairKey(p)}>
            <button type="button" class="pair" data-pair={pairKey(p)} onClick={() => change({ pair: pairKey(p) })}>
              <span class={`verdict ${p.verdict.replaceAll(" ", "-")}`}>{msg.verdict[p.verdict]}</span>
              <span class="sentence">{inLanguage(p.sentence)}</span>
              <span class="figures">
                <Interval pair={p} />
                {p.q !== null && <em>q {probability(p.q)}</em>}
              </span>
              <span class="coverages">
                <Coverage of={of(p.a)} />
                <Coverage of={of(p.b)} />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
