/** Two numbers in a cell of the matrix: ties and expectation now, and in the scenario; grey where they follow from its definition. */
import type { ScenarioPair } from "../../api/types";
import { number } from "../../i18n";

const short = (n: number) => number(n, Number.isInteger(n) || n >= 10 ? 0 : 1);

export function NowAndThen({ pair, x, y, ink }: { pair: ScenarioPair; x: number; y: number; ink: string }) {
  const { before, after } = pair;
  const given = pair.gained > 0 || pair.lost > 0;
  return (
    <g class={`then${given ? " given" : ""}`} data-then={`${pair.a}~${pair.b}`}>
      <text x={x} y={y + 24} text-anchor="middle" fill={ink}>
        {short(before.observed)}→{short(after.observed)}
      </text>
      <text x={x} y={y + 38} text-anchor="middle" fill={ink} class="small">
        /{short(before.expected)}→{short(after.expected)}
      </text>
    </g>
  );
}
