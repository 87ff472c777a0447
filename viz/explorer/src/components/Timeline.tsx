/** The timeline: ties in force by year, a slider with playback, a date field, and a second date to compare with. */
import { useEffect, useState } from "preact/hooks";
import { isSmallGraph, root, years } from "../graph/tables";
import { drawnTexts, messages, number } from "../i18n";
import { change, changeContinuously, state } from "../state/state";
import { DateField } from "./DateField";
import { Failure } from "./Failure";

const STEP = 900; // milliseconds per year of playback

const FEW = 5;
/** The first few years, and the last. */
const listed = (years: readonly number[]): string =>
  years.length > FEW ? `${years.slice(0, FEW - 1).join(", ")} … ${years.at(-1)}` : years.join(", ");

/** `single`: without a second date to compare with. */
export function Timeline({ single = false }: { single?: boolean }) {
  const msg = messages.value;
  const { data, status, problem, retry } = years.value;
  const bars = data?.years;
  const { as_of, compare, undated, founded } = state.value;
  const [playing, setPlaying] = useState(false);
  const first = bars?.[0]?.year ?? 2000;
  const last = bars?.at(-1)?.year ?? 2026;
  const year = (text: string | null) => (text ? Math.min(Math.max(Number(text.slice(0, 4)), first), last) : last);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const now = year(state.peek().as_of);
      if (now >= last) setPlaying(false);
      else changeContinuously({ as_of: String(now + 1) });
    }, STEP);
    return () => clearInterval(timer);
  }, [playing, first, last]);
  // too many relations to load: the server applies the date, and there are neither bars nor comparisons
  if (root.value.data && !isSmallGraph.value) {
    return (
      <div class="time by-server" role="group" aria-label={msg.time}>
        {!single && <DateField name="since" label={drawnTexts().since} />}
        <DateField name="as_of" label={msg.asOf} />
        {as_of !== null && (
          <button type="button" class="text" data-action="all-time" onClick={() => change({ as_of: null })}>
            {msg.allTime}
          </button>
        )}
        <label class="check">
          <input
            type="checkbox"
            checked={undated === "keep"}
            onChange={(e) => change({ undated: e.currentTarget.checked ? "keep" : "drop" })}
          />
          {msg.undatedKeep}
        </label>
        <span class="soft">
          {msg.dayByServer}
          {compare !== null && (
            <>
              {" "}
              ·{" "}
              <button type="button" class="text" onClick={() => change({ compare: null })}>
                {msg.uncompare}
              </button>
            </>
          )}
        </span>
      </div>
    );
  }
  if (status === "failed" && problem)
    return (
      <div class="time empty">
        <Failure problem={problem} retry={retry} small />
      </div>
    );
  if (!data || !bars) return <div class="time empty">{msg.loading}</div>;
  const keep =
    data.undated_ties > 0 || undated === "drop" ? (
      <label class="check">
        <input
          type="checkbox"
          checked={undated === "keep"}
          onChange={(e) => change({ undated: e.currentTarget.checked ? "keep" : "drop" })}
        />
        {msg.undatedKeep}
      </label>
    ) : null;
  if (!bars.length) {
    return (
      <div class="time dateless" role="group" aria-label={msg.time} data-part="dateless">
        <span>{data.ties || undated === "drop" ? msg.dateless : msg.tieless}</span>
        {as_of !== null && (
          <button
            type="button"
            class="text"
            data-action="all-time"
            onClick={() => change({ as_of: null, compare: null })}
          >
            {msg.allTime}
          </button>
        )}
        {keep}
      </div>
    );
  }
  const top = Math.max(1, ...bars.map((b) => b.ties));
  const play = () => {
    if (!playing && year(as_of) >= last) change({ as_of: String(first), compare: null });
    else if (!playing) change({ as_of: String(year(as_of)), compare: null });
    setPlaying(!playing);
  };
  const two = compare !== null && !single;
  /** What moving one of two handles changes: neither passes the other. */
  const handle = (name: "as_of" | "compare", y: number) => ({
    [name]: String(name === "as_of" ? Math.min(y, year(compare)) : Math.max(y, year(as_of))),
  });
  const inside = (y: number) =>
    two
      ? y >= Math.min(year(as_of), year(compare)) && y <= Math.max(year(as_of), year(compare))
      : as_of !== null && y === year(as_of);
  return (
    <div class="time" role="group" aria-label={msg.time}>
      {first === last ? (
        <span data-part="one-year">{msg.oneYear(String(first))}</span>
      ) : (
        <>
          <button
            type="button"
            class="play"
            aria-label={playing ? msg.pause : msg.play}
            title={playing ? msg.pause : msg.play}
            onClick={play}
          >
            {playing ? "❚❚" : "▶"}
          </button>
          <div class="track" title={msg.timeHint}>
            <div class="bars" aria-hidden="true">
              {bars.map((b) => (
                <i
                  key={b.year}
                  class={as_of === null ? "" : inside(b.year) ? "in" : "out"}
                  style={{ height: `${(100 * b.ties) / top}%` }}
                  title={`${b.year}: ${msg.tiesN(number(b.ties))}`}
                />
              ))}
            </div>
            {two ? (
              <div class="handles years">
                {(["as_of", "compare"] as const).map((name) => (
                  <input
                    key={name}
                    type="range"
                    min={first}
                    max={last}
                    step={1}
                    value={year(state.value[name])}
                    aria-label={name === "as_of" ? msg.asOf : msg.compareWith}
                    aria-valuetext={state.value[name] ?? ""}
                    data-control={name}
                    onInput={(e) => {
                      const next = handle(name, +e.currentTarget.value);
                      e.currentTarget.value = String(next[name]);
                      changeContinuously(next);
                    }}
                    onChange={(e) => change(handle(name, +e.currentTarget.value))}
                  />
                ))}
              </div>
            ) : (
              <input
                type="range"
                min={first}
                max={last}
                step={1}
                value={year(as_of)}
                aria-label={msg.asOf}
                aria-valuetext={as_of ?? msg.allTime}
                data-control="as_of"
                onInput={(e) => changeContinuously({ as_of: e.currentTarget.value })}
                onChange={(e) => change({ as_of: e.currentTarget.value })}
              />
            )}
            <div class="scale" aria-hidden="true">
              <span>{first}</span>
              {last - first > 1 && <span>{Math.round((first + last) / 2)}</span>}
              <span>{last}</span>
            </div>
          </div>
        </>
      )}
      {!single && <DateField name="since" label={drawnTexts().since} />}
      <DateField name="as_of" label={msg.asOf} />
      {single ? null : compare === null ? (
        <button
          type="button"
          class="text"
          data-action="compare"
          onClick={() => change({ as_of: as_of ?? String(Math.max(first, last - 6)), compare: String(last) })}
        >
          {msg.compare}
        </button>
      ) : (
        <>
          <DateField name="compare" label={msg.compareWith} />
          <button type="button" class="text" onClick={() => change({ compare: null })}>
            {msg.uncompare}
          </button>
        </>
      )}
      {as_of !== null && (single || compare === null) && (
        <button
          type="button"
          class="text"
          data-action="all-time"
          onClick={() => {
            setPlaying(false);
            change({ as_of: null });
          }}
        >
          {msg.allTime}
        </button>
      )}
      {keep}
      {!single && as_of !== null && (
        <label class="check">
          <input
            type="checkbox"
            data-control="founded"
            checked={founded}
            onChange={(e) => change({ founded: e.currentTarget.checked })}
          />
          {drawnTexts().foundedOnly}
        </label>
      )}
      {data.outside.ties > 0 && (
        <span class="soft" data-part="outside" title={msg.outsideHint}>
          {msg.outsideYears(number(data.outside.ties), listed(data.outside.years))}
        </span>
      )}
    </div>
  );
}
