/** A circle split by colour: its area is the number of organisations. */
import type { PlaceCounts } from "./placeCounts";

/** Below this radius slices are illegible: the commonest colour fills the circle. */
const LEAST = 5.5;

function slice(r: number, inner: number, from: number, to: number): string {
  const at = (radius: number, turn: number) =>
    `${(radius * Math.sin(turn * 2 * Math.PI)).toFixed(2)} ${(-radius * Math.cos(turn * 2 * Math.PI)).toFixed(2)}`;
  const large = to - from > 0.5 ? 1 : 0;
  return inner
    ? `M${at(r, from)}A${r} ${r} 0 ${large} 1 ${at(r, to)}L${at(inner, to)}A${inner} ${inner} 0 ${large} 0 ${at(inner, from)}Z`
    : `M0 0L${at(r, from)}A${r} ${r} 0 ${large} 1 ${at(r, to)}Z`;
}

export function Pie({ tally, r, inner = 0 }: { tally: PlaceCounts; r: number; inner?: number }) {
  const { slices, count } = tally;
  const first = slices[0];
  if (!first) return <circle r={r} class="nobody" />;
  if (slices.length === 1 || r < LEAST)
    return inner ? (
      <path d={`${slice(r, inner, 0, 0.5)}${slice(r, inner, 0.5, 1)}`} fill={first.colour} />
    ) : (
      <circle r={r} fill={first.colour} />
    );
  let from = 0;
  return (
    <>
      {slices.map((s) => {
        const start = from;
        from += s.count / count;
        return <path key={s.colour} d={slice(r, inner, start, Math.min(from, start + 0.9999))} fill={s.colour} />;
      })}
    </>
  );
}
