/** A filter by the values of a measure: a histogram and two handles. */
import { measureTitle, measureValues } from "../../graph/measures";
import { messages, value } from "../../i18n";
import type { Range } from "../../state/address";

const BINS = 24;
const STEPS = 200;

export function RangeSlider({
  range,
  set,
  remove,
}: {
  range: Range;
  set: (next: Range, done: boolean) => void;
  remove: () => void;
}) {
  const msg = messages.value;
  const title = measureTitle(range.measure);
  const known = [...(measureValues.value.get(range.measure)?.values() ?? [])].sort((a, b) => a - b);
  if (!known.length)
    return (
      <div class="range">
        <strong>{title}</strong>{" "}
        <button type="button" class="x" aria-label={`${msg.close}: ${title}`} onClick={remove}>
          ×
        </button>
        <p class="soft">{msg.loading}</p>
      </div>
    );
  const [least, most] = [known[0] as number, known.at(-1) as number];
  // steps are quadratic in the value, so that the dense low end of a long-tailed measure can be selected
  const to = (t: number) => least + (most - least) * (t / STEPS) ** 2;
  const from = (v: number) =>
    Math.round(STEPS * Math.sqrt(Math.min(Math.max((v - least) / (most - least || 1), 0), 1)));
  const [low, high] = [Math.max(range.low, least), Math.min(range.high, most)];
  const bins = new Array<number>(BINS).fill(0);
  for (const v of known) {
    const b = Math.min(BINS - 1, Math.floor((from(v) / STEPS) * BINS));
    bins[b] = (bins[b] ?? 0) + 1;
  }
  const top = Math.max(...bins.map(Math.sqrt));
  const move = (which: "low" | "high", t: number, done: boolean) => {
    const v = t >= STEPS ? most : t <= 0 ? least : to(t);
    const next = { ...range, low, high, [which]: v };
    if (next.low <= next.high) set(next, done);
  };
  return (
    <div class="range" data-range={range.measure}>
      <strong>{title}</strong>{" "}
      <button type="button" class="x" aria-label={`${msg.close}: ${title}`} onClick={remove}>
        ×
      </button>
      <div class="bins" aria-hidden="true">
        {bins.map((n, i) => (
          <i
            key={i}
            style={{ height: `${n ? 8 + 92 * (Math.sqrt(n) / top) : 0}%` }}
            class={(i + 0.5) / BINS >= from(low) / STEPS && (i + 0.5) / BINS <= from(high) / STEPS ? "in" : ""}
          />
        ))}
      </div>
      <div class="handles">
        <input
          type="range"
          min={0}
          max={STEPS}
          value={from(low)}
          aria-label={`${title}: ${msg.from}`}
          aria-valuetext={value(low)}
          onInput={(e) => move("low", +e.currentTarget.value, false)}
          onChange={(e) => move("low", +e.currentTarget.value, true)}
        />
        <input
          type="range"
          min={0}
          max={STEPS}
          value={from(high)}
          aria-label={`${title}: ${msg.to}`}
          aria-valuetext={value(high)}
          onInput={(e) => move("high", +e.currentTarget.value, false)}
          onChange={(e) => move("high", +e.currentTarget.value, true)}
        />
      </div>
      <div class="ends">
        <span>{value(low)}</span>
        <span>{value(high)}</span>
      </div>
    </div>
  );
}
