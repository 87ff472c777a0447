/** The picture: sigma, what the pointer tells, zoom buttons, keys. */
import { computed, effect, signal, untracked } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { chosenWay, communityList, drawn, model, painted, scene } from "../graph/data";
import { grounds } from "../picture/grounds";
import { mix } from "../picture/colours";
import { communityColours, focus, groupName, hovered, labelOf, lookOf, ranked, tone } from "../picture/look";
import { Renderer, type TieLook } from "../picture/renderer";
import type { Drawn, DrawnTie } from "../graph/drawn";
import { Failure, Spinner } from "../shell/Messages";
import { isLong, pause } from "../pieces";
import { change, part, slide, state } from "../state/state";
import { number, vocabulary, words } from "../words";
import { choose, flight, isDrawn, placePin } from "./actions";
import { Tip } from "./Tip";

/** The running picture, for downloads and tests. */
export const renderer = signal<Renderer | null>(null);
const [node, collapsed, colouring] = [part("node"), part("collapse"), part("colour")];
/** Whether this browser draws no graphics. */
const unable = signal(false);
const pointer = signal({ x: 0, y: 0 });

/** Ties are grey until something is chosen; then those of the choice take the colour of their relation. */
export const tieLook = computed(() => {
  const t = tone.value;
  const known = vocabulary.value;
  const nodes = drawn.value?.of;
  const faded = mix(t.tie, t.paper, 0.26);
  const byStatus = { fresh: t.fresh, ended: t.ended, changed: t.changed, kept: t.tie };
  const compared = drawn.value?.compared ?? false;
  const grouped = collapsed.value.length > 0;
  const order = (p: string) => known?.predicates[p]?.group ?? 9;
  const shades = new Map<string, string>();
  /** The colour of a relation: mixed once, not for each tie. */
  const shade = (predicate: string) => {
    let found = shades.get(predicate);
    if (!found) shades.set(predicate, (found = mix(known?.predicates[predicate]?.colour ?? t.soft, t.dark ? t.ink : t.paper, t.dark ? 0.8 : 0.85)));
    return found;
  };
  const groupedColour = mix(t.soft, t.paper, 0.4);
  const changes = compared ? Math.max(1, drawn.value?.ties.filter((x) => x.status !== "kept").length ?? 1) : 1;
  return (tie: DrawnTie): TieLook => {
    const main = tie.predicates.length < 2 ? tie.predicates[0] : [...tie.predicates].sort((p, q) => order(p) - order(q))[0];
    const bright = compared && tie.status !== "kept" ? byStatus[tie.status] : shade(main ?? "");
    const one = nodes?.get(tie.a);
    const inside = one !== undefined && one.community >= 0 && one.community === nodes?.get(tie.b)?.community;
    const changed = compared && tie.status !== "kept";
    // where much has changed, full colours would bury the picture
    const colour = changed ? mix(byStatus[tie.status], t.paper, Math.min(1, Math.max(0.42, 300 / changes))) : compared ? faded : inside ? t.tieInside : t.tie;
    if (grouped) return { colour: changed ? colour : groupedColour, bright, faded, size: Math.min(1 + 1.1 * Math.sqrt(tie.weight), 16), order: 1 };
    return { colour, bright, faded, size: Math.min(0.9 + 0.45 * Math.log2(tie.weight + 1), 3) * (changed ? 1.3 : 1), order: tie.status === "ended" ? 3 : changed ? 2 : 1 };
  };
});
const groundList = computed(() => {
  const shown = drawn.value;
  const known = vocabulary.value;
  if (!shown || !known || collapsed.value.length) return [];
  const byCommunity = colouring.value === "community";
  const made = grounds(
    communityList.value, shown.of,
    (g) => {
      if (byCommunity) return communityColours.value.get(g.id) ?? known.colours.no_sector;
      const share = g.members.filter((n) => n.sector === g.sectors[0]).length / g.size;
      return share >= 0.25 ? (known.sectors.find((s) => s.id === g.sectors[0])?.colour ?? "#8a94a0") : "#8a94a0";
    },
    (g) => (g.sectors.length ? groupName(`group:community:${g.id}`) : ""),
  );
  // those without any recorded tie stand in rows of their own, which need a name
  const alone = shown.nodes.filter((n) => n.community < 0 && !n.added && !shown.degree.get(n.id));
  if (alone.length < 6) return made;
  const left = Math.min(...alone.map((n) => n.x - n.r));
  const label = `${words.value.alone} (${number(alone.length)})`;
  return [...made, { id: -1, members: [], colour: tone.value.soft, label, size: Number.POSITIVE_INFINITY, x: left, top: Math.max(...alone.map((n) => n.y + n.r)), beneath: true }];
});

/** The names to be written, the most important first. */
const named = computed(() => ranked.value.map((n) => ({ id: n.id, text: labelOf(n) })));

/** Keeps a renderer in step with the state for as long as it lives. */
function follow(r: Renderer): () => void {
  // a link that says where the picture is looked at is taken at its word
  let linked = state.peek().cam ? state.peek().node : null;
  const effects = [
    effect(() => {
      const [shown, all] = [drawn.value, model.value];
      if (shown && all) r.show(shown, all.box, { node: lookOf.value, tie: tieLook.value });
    }),
    effect(() => {
      void drawn.value;
      r.brighten(focus.value);
    }),
    effect(() => {
      const { node, from, to, around, pin } = state.value;
      const must = new Set([node, from, to, around, ...pin.map((p) => p.id)].filter((id) => id !== null));
      const spot = hovered.value;
      if (spot && "node" in spot) must.add(spot.node);
      r.write({ named: named.value, must, grounds: groundList.value, tone: tone.value });
    }),
    effect(() => {
      const way = chosenWay.value;
      if (!way || !way.nodes.every(isDrawn)) return;
      r.later((look) => look.frame(way.nodes, 390));
    }),
    effect(() => {
      const chosen = node.value;
      if (chosen !== null && chosen === linked) return;
      linked = null;
      if (chosen && painted.value && !untracked(() => flight.value) && untracked(() => isDrawn(chosen))) r.later((look) => look.reveal(chosen, 390));
    }),
    effect(() => {
      const to = flight.value;
      if (!to || !isDrawn(to.id)) return;
      flight.value = null;
      r.later((look) => look.fly(to.id, 380));
    }),
  ];
  return () => { for (const stop of effects) stop(); };
}

/** Whether a graphics context can be had at all: managed browsers switch it off. */
const hasGraphics = () => document.createElement("canvas").getContext("webgl2") !== null;

/** Puts a renderer into a box; gives what takes it out again. Tells if the graphics card was `lost`, as when it wakes up or is reset. */
function open(box: HTMLDivElement, shown: Drawn, lost: () => void): () => void {
  let r: Renderer;
  try {
    r = made(box);
  } catch (error) {
    if (hasGraphics()) throw error;
    box.replaceChildren();
    unable.value = true;
    painted.value = true; // all else of the page is there to be used
    return () => {};
  }
  unable.value = false;
  const { cam } = state.peek();
  if (cam) r.sigma.getCamera().setState(cam);
  let stop = () => {};
  let ended = false;
  const begin = () => { if (!ended) stop = follow(r); };
  if (isLong(shown)) void pause().then(begin);
  else begin();
  r.sigma.context?.canvas.addEventListener("webglcontextlost", () => { if (!ended) lost(); });
  const watch = new ResizeObserver(() => r.resize());
  watch.observe(box);
  renderer.value = r;
  return () => { ended = true; watch.disconnect(); stop(); r.kill(); renderer.value = null; hovered.value = null; };
}
/** Makes a renderer whose pointer acts on the state. */
function made(box: HTMLDivElement): Renderer {
  const r: Renderer = new Renderer(box, {
    hover: (what, at) => { pointer.value = at; hovered.value = what; },
    click: (what) => choose(what),
    open: (node) => { if (!node.startsWith("group:")) change({ node, around: node, depth: 1 }); },
    dragged: placePin,
    moved: (cam) => {
      const still = Math.abs(cam.x - 0.5) + Math.abs(cam.y - 0.5) + Math.abs(cam.ratio - 1) < 0.002;
      // as the address holds it, so that a link shows exactly the same
      const round = (n: number) => Number(n.toFixed(4));
      slide({ cam: still ? null : { x: round(cam.x), y: round(cam.y), ratio: round(cam.ratio) } });
    },
    // what comes after may wait until the frame is really on the screen
    painted: () => { if (drawn.peek() && !painted.peek()) r.onceShown(() => { painted.value = true; }); },
  });
  return r;
}

function keys(event: KeyboardEvent): void {
  const r = renderer.value?.look;
  if (!r || event.ctrlKey || event.metaKey || event.altKey) return;
  const moves: Record<string, () => void> = {
    ArrowLeft: () => r.pan(-0.08, 0), ArrowRight: () => r.pan(0.08, 0), ArrowUp: () => r.pan(0, 0.08), ArrowDown: () => r.pan(0, -0.08),
    "+": () => r.zoom(1.4), "=": () => r.zoom(1.4), "-": () => r.zoom(1 / 1.4), "0": () => r.fit(),
  };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}

export function Stage() {
  const holder = useRef<HTMLDivElement>(null);
  const w = words.value;
  useLayoutEffect(() => {
    const box = holder.current as HTMLDivElement;
    let end: (() => void) | null = null;
    let ended = false;
    const begin = () => {
      const shown = drawn.peek();
      if (!ended && shown) end ??= open(box, shown, again);
    };
    const again = () => { end?.(); end = null; begin(); };
    // a graphics context holds everything up until the card is free: what is to be drawn is worked out before
    begin();
    const wait = effect(() => {
      if (!drawn.value || end) return;
      if (isLong(drawn.value)) void pause().then(begin);
      else untracked(begin);
    });
    return () => { ended = true; wait(); end?.(); };
  }, []);
  const { status, problem, retry, stop, data } = scene.value;
  const shown = drawn.value;
  return (
    <section class="stage" aria-label={w.picture}>
      <div class="picture" ref={holder} tabIndex={0} role="group" aria-label={`${w.picture}. ${w.pictureHint}`} onKeyDown={keys} data-nodes={shown?.nodes.length} data-ties={shown?.ties.length} />
      {hovered.value && <Tip what={hovered.value} at={pointer.value} within={holder.current} />}
      {!unable.value && <div class="zoom" role="group" aria-label={`${w.zoomIn}, ${w.zoomOut}`}>
        <button type="button" title={w.zoomIn} aria-label={w.zoomIn} onClick={() => renderer.value?.look.zoom(1.5)}>+</button>
        <button type="button" title={w.zoomOut} aria-label={w.zoomOut} onClick={() => renderer.value?.look.zoom(1 / 1.5)}>−</button>
        <button type="button" title={w.fit} aria-label={w.fit} onClick={() => renderer.value?.look.fit()}>⤢</button>
      </div>}
      {unable.value && (
        <div class="message" role="status" data-part="unable">
          <strong>{w.unableTitle}</strong>
          <p>{w.unableRemedy}</p>
          <button type="button" class="primary" onClick={() => change({ table: "nodes" })}>{w.table}</button>
        </div>
      )}
      {status === "loading" && <Spinner overlay={data !== null} stop={stop} />}
      {status === "failed" && problem && <Failure problem={problem} retry={retry} />}
      {status === "ready" && shown && !shown.nodes.length && (
        <div class="message" role="status">
          <strong>{w.emptyTitle}</strong>
          <p>{w.emptyRemedy}</p>
          <button type="button" class="primary" onClick={() => change({ off: [], range: [], programme: [], hide: [], as_of: null, compare: null })}>{w.clear}</button>
        </div>
      )}
    </section>
  );
}
