/** The map beside the network: districts and cities as circles, ties between them as flows, other places as chips. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Failure } from "../../../components/Failure";
import { Spinner } from "../../../components/Messages";
import type { MapPlace } from "../../../graph/geography";
import { placeName } from "../../../graph/placeNames";
import { geography, places } from "../../../graph/tables";
import { truncation } from "../../../graph/visibleGraph";
import { messages, number } from "../../../i18n";
import { change, state } from "../../../state/state";
import { COMPASS, layout, type Mark } from "./mapLayout";
import { Pie } from "./Pie";
import { Chips } from "./PlaceChips";
import { placeCounts } from "./placeCounts";
import { choosePlace, describePlace, hoveredPlace, markedPlaces } from "./placeSelection";

const FLOWS = 26; // the strongest flows; more would be illegible
const ruler = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
const measure = (text: string, size: number, weight: number) => {
  ruler.font = `${weight} ${size}px sans-serif`;
  return ruler.measureText(text).width;
};
/** The nearest circle in the direction of an arrow key. */
function towards(from: Mark, marks: readonly Mark[], [dx, dy]: readonly [number, number]): Mark | undefined {
  const cost = (m: Mark) => {
    const [x, y] = [m.x - from.x, m.y - from.y];
    const along = x * dx + y * dy;
    return along <= 1 ? Number.POSITIVE_INFINITY : along + 2 * Math.abs(x * dy - y * dx);
  };
  const best = marks.filter((m) => m !== from && Number.isFinite(cost(m))).sort((p, q) => cost(p) - cost(q))[0];
  return best;
}
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function DistrictMap() {
  const msg = messages.value;
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const geo = geography.value;
  const { problem, retry, stop } = places.value;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const { place } = state.value;
  const truncated = truncation.value;
  const bright = markedPlaces.value;
  const must = new Set([...bright, ...(hoveredPlace.value ? [hoveredPlace.value] : [])]);
  const { spots, flows } = placeCounts.value;
  const plan = geo
    ? layout(
        geo,
        spots,
        flows,
        size,
        (s: MapPlace) => `${placeName(s.id)} ${number(spots.get(s.id)?.count ?? 0)}`,
        measure,
        must,
      )
    : null;
  // until the panel is measured there is no layout
  const circles = !plan ? (geo?.centre ?? null) !== null : plan.marks.some((m) => m.tally.count > 0);
  const lit = hoveredPlace.value ?? place;
  const curves = plan
    ? lit
      ? plan.curves.filter((c) => c.a === lit || c.b === lit)
      : plan.curves.slice(0, FLOWS)
    : [];
  const entry =
    plan?.marks.find((m) => m.spot.id === place) ?? plan?.marks.find((m) => m.spot === geo?.centre) ?? plan?.marks[0];
  function key(event: KeyboardEvent, mark: Mark) {
    const arrow = ARROWS[event.key];
    if (arrow && plan) {
      event.preventDefault();
      const next = towards(mark, plan.marks, arrow);
      if (next) box.current?.querySelector<SVGGElement>(`[data-place="${CSS.escape(next.spot.id)}"]`)?.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choosePlace(mark.spot.id);
    }
  }
  return (
    <section class="map" aria-label={msg.map}>
      <div class="sheet">
        <header>
          <h2>{msg.map}</h2>
          <button
            type="button"
            class="close"
            aria-label={`${msg.close}: ${msg.map}`}
            onClick={() => change({ map: false, place: null })}
          >
            ×
          </button>
        </header>
        <div class="chart" ref={box}>
          {plan && (
            <svg
              width={size.width}
              height={size.height}
              role="group"
              aria-label={`${msg.map}. ${msg.mapHint} ${msg.mapClick}`}
              onClick={() => {
                if (place) change({ place: null });
              }}
            >
              <g transform={`translate(${plan.middle[0]} ${plan.middle[1]})`} class="rings" aria-hidden="true">
                {plan.rings.map((ring) => (
                  <circle key={ring.km} r={ring.r} />
                ))}
                <path d={`M0 ${-plan.radius - 8}V${plan.radius + 8}M${-plan.radius - 8} 0H${plan.radius + 8}`} />
                {plan.rings
                  .filter((ring) => ring.label)
                  .map((ring) => (
                    <text
                      key={ring.km}
                      x={ring.r * Math.sin(plan.gap)}
                      y={-ring.r * Math.cos(plan.gap)}
                      text-anchor="middle"
                      dominant-baseline="central"
                    >
                      {number(ring.km)} km
                    </text>
                  ))}
                {msg.compass.map((name, i) => (
                  <text
                    key={name}
                    class="compass"
                    x={([0, 1, 0, -1][i] as number) * (plan.radius + COMPASS)}
                    y={([-1, 0, 1, 0][i] as number) * (plan.radius + COMPASS)}
                    text-anchor="middle"
                    dominant-baseline="central"
                  >
                    {name}
                  </text>
                ))}
              </g>
              <g class={lit ? "flows lit" : "flows"} aria-hidden="true">
                {curves.map((c) => (
                  <path key={c.key} d={c.path} stroke-width={c.width} data-flow={c.key} />
                ))}
              </g>
              {plan.marks.map((m) => (
                <g
                  key={m.spot.id}
                  transform={`translate(${m.x.toFixed(1)} ${m.y.toFixed(1)})`}
                  class={`spot${bright.has(m.spot.id) ? " chosen" : ""}${bright.size && !bright.has(m.spot.id) ? " dim" : ""}`}
                  data-place={m.spot.id}
                  data-count={m.tally.count}
                  role="button"
                  tabIndex={m === entry ? 0 : -1}
                  aria-pressed={place === m.spot.id}
                  aria-label={describePlace(m.spot.id)}
                  onClick={(e) => {
                    e.stopPropagation();
                    choosePlace(m.spot.id);
                  }}
                  onKeyDown={(e) => key(e, m)}
                  onMouseEnter={() => {
                    hoveredPlace.value = m.spot.id;
                  }}
                  onMouseLeave={() => {
                    hoveredPlace.value = null;
                  }}
                  onFocus={() => {
                    hoveredPlace.value = m.spot.id;
                  }}
                  onBlur={() => {
                    hoveredPlace.value = null;
                  }}
                >
                  {m.inner > 0 && <circle r={m.r} class="hole" />}
                  <Pie tally={m.tally} r={m.r} inner={m.inner} />
                  <circle r={Math.max(m.r, 2)} class="edge" />
                  <circle r={Math.max(m.r + 4, 9)} class="halo" />
                </g>
              ))}
              <g class="names" aria-hidden="true">
                {plan.names.map((n) => (
                  <text
                    key={n.id}
                    x={n.at[0]}
                    y={n.at[1]}
                    font-size={Math.min(n.size, 13)}
                    font-weight={n.weight}
                    text-anchor="middle"
                    dominant-baseline="central"
                    class={bright.size && !must.has(n.id) ? "dim" : ""}
                  >
                    {n.text}
                  </text>
                ))}
              </g>
            </svg>
          )}
          {!geo && !problem && <Spinner stop={stop} />}
          {geo && !circles && (
            <p class="message" role="status">
              {msg.mapEmpty}
            </p>
          )}
          {problem && <Failure problem={problem} retry={retry} small />}
        </div>
        <p class="said-place" aria-live="polite">
          {lit
            ? describePlace(lit)
            : bright.size
              ? [...bright].map(describePlace).join(" / ")
              : circles
                ? `${msg.mapHint} ${msg.mapClick}`
                : ""}
          {truncated && !lit && (
            <span class="soft" data-part="of-drawn">
              {" "}
              {msg.ofDrawn(number(truncated.drawn), number(truncated.total))}
            </span>
          )}
        </p>
        {geo && <Chips where={geo} />}
      </div>
    </section>
  );
}
