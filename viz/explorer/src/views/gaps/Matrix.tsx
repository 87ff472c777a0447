/** The matrix of sectors: colour is observed over expected ties, a dot marks significance, hatching too little data; sectors without a testable pair are folded away. */
import { useState } from "preact/hooks";
import type { Gaps, Pair } from "../../api/types";
import { Hatching, ScaleLegend } from "../../components/ScaleLegend";
import { inLanguage, number } from "../../i18n";
import { groupName, isBySector, words } from "./groups";
import { isDark } from "../../picture/nodeStyle";
import { change, state } from "../../state/state";
import { inkOn, shade } from "../../picture/colourScale";
import { endsOf, pairKey } from "./pairKey";
import { NowAndThen } from "./NowAndThen";
import { scenarioPairs } from "./scenarioState";

const HATCH = "hatch";
const CELL = 46;
const LEFT = 138;
const TOP = 98;
const LARGEST = 1.25; // pixels a unit of the drawing
export const isSignificant = (p: Pair) => p.verdict === "under-connected" || p.verdict === "over-connected";

const LONGEST = 14;
const shortened = (name: string) =>
  isBySector.value || name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1)}…`;

function Legend() {
  const msg = words.value.matrixLegend;
  return (
    <ScaleLegend less={msg.under} more={msg.over} hatched={msg.hatched} pattern={HATCH}>
      <span class="mark-note">{msg.mark}</span>
    </ScaleLegend>
  );
}

export function Matrix({ table }: { table: Gaps }) {
  const msg = words.value;
  const [at, setAt] = useState<string | null>(null);
  const [unfolded, unfold] = useState(false);
  const testable = new Set(table.pairs.filter((p) => p.q !== null).flatMap((p) => [p.a, p.b]));
  const folded = testable.size ? table.sectors.length - testable.size : 0;
  const needsAll = (state.value.pair === null ? [] : endsOf(state.value.pair)).some((id) => !testable.has(id));
  const isShown = (id: string) => unfolded || needsAll || !folded || testable.has(id);
  const pairs = table.pairs.filter((p) => isShown(p.a) && isShown(p.b));
  // sectors with most known ties first, so that the cells with enough data are together
  const sectors = table.sectors
    .filter((s) => isShown(s.id))
    .sort((p, q) => q.with_ties - p.with_ties || (p.id < q.id ? -1 : 1));
  const place = new Map(sectors.map((s, i) => [s.id, i]));
  const width = LEFT + sectors.length * CELL + 60;
  const height = TOP + sectors.length * CELL + 4;
  const statements = pairs.find((p) => pairKey(p) === (at ?? state.value.pair));
  const order = pairs.map((p) => ({
    p,
    x: Math.min(place.get(p.a) ?? 0, place.get(p.b) ?? 0),
    y: Math.max(place.get(p.a) ?? 0, place.get(p.b) ?? 0),
  }));
  function move(event: KeyboardEvent, x: number, y: number) {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [
      0, 0,
    ];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      (event.currentTarget as SVGElement).dispatchEvent(new MouseEvent("click", { bubbles: true }));
      return;
    }
    if (!dx && !dy) return;
    event.preventDefault();
    const next = (event.currentTarget as SVGElement).ownerSVGElement?.querySelector<SVGElement>(
      `[data-at="${x + (dx as number)},${y + (dy as number)}"]`,
    );
    next?.focus();
  }
  return (
    <>
      <Legend />
      <div class="matrix-box">
        <p class="said-pair" aria-live="polite">
          {statements ? inLanguage(statements.sentence) : msg.matrixHint}
        </p>
        <svg
          class="matrix"
          style={{ maxWidth: `${Math.round(width * LARGEST)}px`, "--matrix-width": `${width}px` }}
          viewBox={`0 0 ${width} ${height}`}
          role="group"
          aria-label={msg.gapsTitle}
          onMouseLeave={() => setAt(null)}
        >
          <defs>
            <Hatching id={HATCH} />
          </defs>
          {sectors.map((s, i) => (
            <g key={s.id} class="axis" onClick={() => change({ sector: s.id, pair: null })}>
              <text
                role="link"
                tabIndex={0}
                data-sector={s.id}
                onKeyDown={(e) => {
                  if (e.key === "Enter") change({ sector: s.id, pair: null });
                }}
                x={LEFT - 8}
                y={TOP + (i + 0.5) * CELL}
                text-anchor="end"
                dominant-baseline="central"
                class={statements && (statements.a === s.id || statements.b === s.id) ? "on" : ""}
              >
                <title>{groupName(s.id)}</title>
                {shortened(groupName(s.id))}
              </text>
              <text
                aria-hidden="true"
                x={LEFT + (i + 0.5) * CELL}
                y={TOP - 8}
                transform={`rotate(-42 ${LEFT + (i + 0.5) * CELL} ${TOP - 8})`}
                class={statements && (statements.a === s.id || statements.b === s.id) ? "on" : ""}
              >
                {shortened(groupName(s.id))}
              </text>
            </g>
          ))}
          {order.map(({ p, x, y }, i) => {
            const then = scenarioPairs.value.get(pairKey(p));
            const tested = p.q !== null;
            const fill = tested ? shade(p.ratio ?? 1, isDark.value) : `url(#${HATCH})`;
            const ink = tested ? inkOn(fill) : "var(--soft)";
            const key = pairKey(p);
            const [px, py] = [LEFT + x * CELL, TOP + y * CELL];
            return (
              <g
                key={key}
                class={`cell${state.value.pair === key ? " chosen" : ""}`}
                role="button"
                tabIndex={i === 0 ? 0 : -1}
                data-pair={key}
                data-at={`${x},${y}`}
                data-verdict={p.verdict}
                aria-label={
                  tested
                    ? `${number(p.observed)} / ${number(p.expected, 1)}. ${inLanguage(p.sentence)}`
                    : inLanguage(p.sentence)
                }
                onClick={() => change({ pair: key })}
                onKeyDown={(e) => move(e, x, y)}
                onMouseEnter={() => setAt(key)}
                onFocus={() => setAt(key)}
                onBlur={() => setAt(null)}
              >
                <rect x={px + 1} y={py + 1} width={CELL - 2} height={CELL - 2} rx="3" fill={fill} class="frame" />
                {then && <NowAndThen pair={then} x={px + CELL / 2} y={py} ink={ink} />}
                {tested && !then && (
                  <text x={px + CELL / 2} y={py + 20} text-anchor="middle" fill={ink} class="observed">
                    {number(p.observed)}
                  </text>
                )}
                {tested && !then && (
                  <text x={px + CELL / 2} y={py + 35} text-anchor="middle" fill={ink} class="expected">
                    / {number(p.expected, 1)}
                  </text>
                )}
                {isSignificant(p) && (
                  <circle
                    cx={px + CELL - (then ? 6.5 : 8)}
                    cy={py + (then ? 6.5 : 8)}
                    r={then ? 2.8 : 3.4}
                    fill={ink}
                  />
                )}
              </g>
            );
          })}
        </svg>
        {folded > 0 && !needsAll && (
          <button
            type="button"
            class="go unfold"
            data-action="unfold"
            aria-pressed={unfolded}
            onClick={() => unfold(!unfolded)}
          >
            {unfolded ? msg.foldSectors : msg.unfoldSectors(number(folded))}
          </button>
        )}
      </div>
    </>
  );
}
