/** The network as it is drawn: mounts the renderer, keeps it in step with the state, and takes pointer and keys. */
import { effect, signal, untracked } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { isLarge, yieldToBrowser } from "../../browser/timeSlices";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import type { VisibleGraph } from "../../graph/filtering";
import { cameraTarget, isDrawn, pinAt, selectItem } from "../../graph/nodeActions";
import { selectedPath } from "../../graph/paths";
import { scene } from "../../graph/scene";
import { firstFrameShown } from "../../graph/tables";
import { model, visibleGraph } from "../../graph/visibleGraph";
import { messages } from "../../i18n";
import { activeRenderer } from "../../picture/activeRenderer";
import { highlight, hovered, nodeStyle, theme } from "../../picture/nodeStyle";
import { hullList, labelList } from "../../picture/overlayContent";
import { Renderer } from "../../picture/renderer";
import { tieStyle } from "../../picture/tieStyle";
import { change, changeContinuously, select, state } from "../../state/state";
import { Tooltip } from "./Tooltip";

const selectedNode = select("node");
/** Whether this browser draws no graphics. */
const webglMissing = signal(false);
const pointer = signal({ x: 0, y: 0 });

/** Keeps a renderer in step with the state for as long as it lives. */
function syncWithState(r: Renderer): () => void {
  // a link that says where the picture is looked at is taken at its word
  let linked = state.peek().cam ? state.peek().node : null;
  const effects = [
    effect(() => {
      const [shown, all] = [visibleGraph.value, model.value];
      if (shown && all) r.show(shown, all.bounds, { node: nodeStyle.value, tie: tieStyle.value });
    }),
    effect(() => {
      void visibleGraph.value;
      r.setHighlight(highlight.value);
    }),
    effect(() => {
      const { node, from, to, around, pin } = state.value;
      const must = new Set([node, from, to, around, ...pin.map((p) => p.id)].filter((id) => id !== null));
      const spot = hovered.value;
      if (spot && "node" in spot) must.add(spot.node);
      r.setOverlay({ labels: labelList.value, required: must, hulls: hullList.value, theme: theme.value });
    }),
    effect(() => {
      const way = selectedPath.value;
      if (!way || !way.nodes.every(isDrawn)) return;
      r.moveCamera((look) => look.frameNodes(way.nodes, 390));
    }),
    effect(() => {
      const chosen = selectedNode.value;
      if (chosen !== null && chosen === linked) return;
      linked = null;
      if (chosen && firstFrameShown.value && !untracked(() => cameraTarget.value) && untracked(() => isDrawn(chosen)))
        r.moveCamera((look) => look.reveal(chosen, 390));
    }),
    effect(() => {
      const to = cameraTarget.value;
      if (!to || !isDrawn(to.id)) return;
      cameraTarget.value = null;
      r.moveCamera((look) => look.fly(to.id, 380));
    }),
  ];
  return () => {
    for (const stop of effects) stop();
  };
}

/** Whether a graphics context can be had at all: managed browsers switch it off. */
const hasWebgl = () => document.createElement("canvas").getContext("webgl2") !== null;

/** Puts a renderer into a box; gives what takes it out again. Tells if the graphics card was `lost`, as when it wakes up or is reset. */
function mountRenderer(box: HTMLDivElement, shown: VisibleGraph, lost: () => void): () => void {
  let r: Renderer;
  try {
    r = createRenderer(box);
  } catch (error) {
    if (hasWebgl()) throw error;
    box.replaceChildren();
    webglMissing.value = true;
    firstFrameShown.value = true; // all else of the page is there to be used
    return () => {};
  }
  webglMissing.value = false;
  const { cam } = state.peek();
  if (cam) r.sigma.getCamera().setState(cam);
  let stop = () => {};
  let ended = false;
  const begin = () => {
    if (!ended) stop = syncWithState(r);
  };
  if (isLarge(shown)) void yieldToBrowser().then(begin);
  else begin();
  r.sigma.context?.canvas.addEventListener("webglcontextlost", () => {
    if (!ended) lost();
  });
  const watch = new ResizeObserver(() => r.resize());
  watch.observe(box);
  activeRenderer.value = r;
  return () => {
    ended = true;
    watch.disconnect();
    stop();
    r.kill();
    activeRenderer.value = null;
    hovered.value = null;
  };
}
/** Makes a renderer whose pointer acts on the state. */
function createRenderer(box: HTMLDivElement): Renderer {
  const r: Renderer = new Renderer(box, {
    hover: (what, at) => {
      pointer.value = at;
      hovered.value = what;
    },
    click: (what) => selectItem(what),
    open: (node) => {
      if (!node.startsWith("group:")) change({ node, around: node, depth: 1 });
    },
    dragged: pinAt,
    moved: (cam) => {
      const still = Math.abs(cam.x - 0.5) + Math.abs(cam.y - 0.5) + Math.abs(cam.ratio - 1) < 0.002;
      // as the address holds it, so that a link shows exactly the same
      const round = (n: number) => Number(n.toFixed(4));
      changeContinuously({ cam: still ? null : { x: round(cam.x), y: round(cam.y), ratio: round(cam.ratio) } });
    },
    // what comes after may wait until the frame is really on the screen
    painted: () => {
      if (visibleGraph.peek() && !firstFrameShown.peek())
        r.afterFrameOnScreen(() => {
          firstFrameShown.value = true;
        });
    },
  });
  return r;
}

function keys(event: KeyboardEvent): void {
  const r = activeRenderer.value?.camera;
  if (!r || event.ctrlKey || event.metaKey || event.altKey) return;
  const moves: Record<string, () => void> = {
    ArrowLeft: () => r.pan(-0.08, 0),
    ArrowRight: () => r.pan(0.08, 0),
    ArrowUp: () => r.pan(0, 0.08),
    ArrowDown: () => r.pan(0, -0.08),
    "+": () => r.zoom(1.4),
    "=": () => r.zoom(1.4),
    "-": () => r.zoom(1 / 1.4),
    "0": () => r.fit(),
  };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}

export function NetworkCanvas() {
  const holder = useRef<HTMLDivElement>(null);
  const msg = messages.value;
  useLayoutEffect(() => {
    const box = holder.current as HTMLDivElement;
    let end: (() => void) | null = null;
    let ended = false;
    const begin = () => {
      const shown = visibleGraph.peek();
      if (!ended && shown) end ??= mountRenderer(box, shown, again);
    };
    const again = () => {
      end?.();
      end = null;
      begin();
    };
    // a graphics context holds everything up until the card is free: what is to be drawn is worked out before
    begin();
    const wait = effect(() => {
      if (!visibleGraph.value || end) return;
      if (isLarge(visibleGraph.value)) void yieldToBrowser().then(begin);
      else untracked(begin);
    });
    return () => {
      ended = true;
      wait();
      end?.();
    };
  }, []);
  const { status, problem, retry, stop, data } = scene.value;
  const shown = visibleGraph.value;
  return (
    <section class="stage" aria-label={msg.picture}>
      <div
        class="picture"
        ref={holder}
        tabIndex={0}
        role="group"
        aria-label={`${msg.picture}. ${msg.pictureHint}`}
        onKeyDown={keys}
        data-nodes={shown?.nodes.length}
        data-ties={shown?.ties.length}
      />
      {hovered.value && <Tooltip what={hovered.value} at={pointer.value} within={holder.current} />}
      {!webglMissing.value && (
        <div class="zoom" role="group" aria-label={`${msg.zoomIn}, ${msg.zoomOut}`}>
          <button
            type="button"
            title={msg.zoomIn}
            aria-label={msg.zoomIn}
            onClick={() => activeRenderer.value?.camera.zoom(1.5)}
          >
            +
          </button>
          <button
            type="button"
            title={msg.zoomOut}
            aria-label={msg.zoomOut}
            onClick={() => activeRenderer.value?.camera.zoom(1 / 1.5)}
          >
            −
          </button>
          <button type="button" title={msg.fit} aria-label={msg.fit} onClick={() => activeRenderer.value?.camera.fit()}>
            ⤢
          </button>
        </div>
      )}
      {webglMissing.value && (
        <div class="message" role="status" data-part="unable">
          <strong>{msg.webglMissingTitle}</strong>
          <p>{msg.webglMissingRemedy}</p>
          <button type="button" class="primary" onClick={() => change({ table: "nodes" })}>
            {msg.table}
          </button>
        </div>
      )}
      {status === "loading" && <Spinner overlay={data !== null} stop={stop} />}
      {status === "failed" && problem && <Failure problem={problem} retry={retry} />}
      {status === "ready" && shown && !shown.nodes.length && (
        <div class="message" role="status">
          <strong>{msg.emptyTitle}</strong>
          <p>{msg.emptyRemedy}</p>
          <button
            type="button"
            class="primary"
            onClick={() => change({ off: [], range: [], programme: [], hide: [], as_of: null, compare: null })}
          >
            {msg.clear}
          </button>
        </div>
      )}
    </section>
  );
}
