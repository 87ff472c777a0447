/** A filter by the values of a measure: a histogram and two handles. */
import { measureText, measureTitle, measureValues } from "../../graph/measures";
import { ownColumn, ownQuantities } from "../../graph/ownAttributes";
import { isOwn } from "../../graph/ownValues";
import { messages } from "../../i18n";
import type { Range } from "../../state/address";

const BINS = 24;
const STEPS = 200;

function Heading({ title, remove }: { title: string; remove: (() => void) | null }) {
  if (!remove) return null;
  return (
    <>
      <strong>{title}</strong>{" "}
      <button type="button" class="x" aria-label={`${messages.value.close}: ${title}`} onClick={remove}>
        ×
      </button>
    </>
  );
}

export function RangeSlider({
  range,
  set,
  remove,
}: {
  range: Range;
  set: (next: Range, done: boolean) => void;
  /** null: the title stands elsewhere */
  remove: (() => void) | null;
}) {
  const msg = messages.value;
  const title = measureTitle(range.measure);
  const value = (v: number) => measureText(range.measure, v);
  const values = measureValues.value.get(range.measure) ?? ownQuantities(range.measure);
  const known = [...(values?.values() ?? [])].sort((a, b) => a - b);
  if (!known.length)
    return (
      <div class="range">
        <Heading title={title} remove={remove} />
        <p class="soft">{isOwn(range.measure) ? msg.own.noneHere(title) : msg.loading}</p>
      </div>
    );
  const [least, most] = [known[0] as number, known.at(-1) as number];
  // steps are quadratic in the value, so that the dense low end of a long-tailed measure can be selected
  const power = ownColumn(range.measure)?.shape === "date" ? 1 : 2;
  const to = (t: number) => least + (most - least) * (t / STEPS) ** power;
  const from = (v: number) =>
    Math.round(STEPS * Math.min(Math.max((v - least) / (most - least || 1), 0), 1) ** (1 / power));
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
      <Heading title={title} remove={remove} />
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
