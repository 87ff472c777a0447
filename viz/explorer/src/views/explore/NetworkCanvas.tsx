/** The network as it is drawn: mounts the renderer, keeps it in step with the state, and takes pointer and keys. */
import { effect, signal, untracked } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { isLarge, yieldToBrowser } from "../../browser/timeSlices";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { showNeighbourhood } from "../../components/showNeighbourhood";
import type { VisibleGraph } from "../../graph/filtering";
import { cameraTarget, isDrawn, pinAt, selectItem } from "../../graph/nodeActions";
import { pathNodes } from "../../graph/pathNodes";
import { scene } from "../../graph/scene";
import { selectedIds, toggleSelected } from "../../graph/selection";
import { firstFrameShown } from "../../graph/tables";
import { model, visibleGraph } from "../../graph/visibleGraph";
import { messages } from "../../i18n";
import { activeRenderer } from "../../picture/activeRenderer";
import { highlight, hovered, nodeStyle, theme } from "../../picture/nodeStyle";
import { hullList, labelList } from "../../picture/overlayContent";
import { moveNodes } from "../../picture/layout/arrange";
import { Renderer } from "../../picture/renderer";
import { tieStyle } from "../../picture/tieStyle";
import { change, changeContinuously, select, state } from "../../state/state";
import { coveredByCard } from "./hands/CardShape";
import { ContextMenu } from "./hands/ContextMenu";
import { toggleFullScreen } from "./hands/fullScreen";
import { menu, withNeighbours } from "./hands/menu";
import { Outline, Tools } from "./hands/Tools";
import { selectRegions, tool } from "./hands/tool";
import { Tooltip } from "./Tooltip";

const selectedNode = select("node");
/** Whether the browser has no WebGL. */
const webglMissing = signal(false);
const pointer = signal({ x: 0, y: 0 });

/** Keeps a renderer in step with the state for as long as it lives. */
function syncWithState(r: Renderer): () => void {
  // a link with a camera position keeps it, although its selected node may be off screen
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
      const nodes = pathNodes.value;
      if (nodes.length && nodes.every(isDrawn)) r.moveCamera((camera) => camera.frameNodes(nodes, coveredByCard()));
    }),
    effect(() => {
      const chosen = selectedNode.value;
      if (chosen !== null && chosen === linked) return;
      linked = null;
      if (chosen && firstFrameShown.value && !untracked(() => cameraTarget.value) && untracked(() => isDrawn(chosen)))
        r.moveCamera((camera) => camera.reveal(chosen, coveredByCard()));
    }),
    effect(() => {
      const to = cameraTarget.value;
      if (!to || !isDrawn(to.id)) return;
      cameraTarget.value = null;
      r.moveCamera((camera) => camera.fly(to.id, coveredByCard()));
    }),
  ];
  return () => {
    for (const stop of effects) stop();
  };
}

/** Whether a WebGL context can be had at all: managed browsers disable it. */
const hasWebgl = () => document.createElement("canvas").getContext("webgl2") !== null;

/** Mounts a renderer and returns what unmounts it. Calls `onLost` when the WebGL context is lost (after sleep, or a driver reset). */
function mountRenderer(box: HTMLDivElement, shown: VisibleGraph, onLost: () => void): () => void {
  let r: Renderer;
  try {
    r = createRenderer(box);
  } catch (error) {
    if (hasWebgl()) throw error;
    box.replaceChildren();
    webglMissing.value = true;
    firstFrameShown.value = true; // the rest of the page works without it
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
    if (!ended) onLost();
  });
  const watch = new ResizeObserver(() => r.resize());
  watch.observe(box);
  activeRenderer.value = r;
  const stopSelecting = selectRegions(box, r);
  return () => {
    ended = true;
    watch.disconnect();
    stopSelecting();
    stop();
    r.kill();
    activeRenderer.value = null;
    hovered.value = null;
  };
}
/** A renderer whose pointer events change the state. */
function createRenderer(box: HTMLDivElement): Renderer {
  const r: Renderer = new Renderer(box, {
    hover: (what, at) => {
      pointer.value = at;
      hovered.value = what;
    },
    click: (what, event) => {
      if (!event.shiftKey) selectItem(what);
      else if (what && "node" in what) toggleSelected(what.node);
    },
    open: (node) => {
      if (!node.startsWith("group:")) showNeighbourhood(node);
    },
    dragged: pinAt,
    companions: (node, event) =>
      selectedIds.peek().has(node)
        ? [...selectedIds.peek()]
        : event.altKey || event.ctrlKey
          ? withNeighbours(node)
          : [],
    draggedTogether: moveNodes,
    menu: (what, at) => {
      hovered.value = null;
      menu.value = { what, ...at };
    },
    moved: (cam) => {
      const still = Math.abs(cam.x - 0.5) + Math.abs(cam.y - 0.5) + Math.abs(cam.ratio - 1) < 0.002;
      // rounded as in the address, so that a link shows exactly the same
      const round = (n: number) => Number(n.toFixed(4));
      changeContinuously({ cam: still ? null : { x: round(cam.x), y: round(cam.y), ratio: round(cam.ratio) } });
    },
    // further requests wait until the frame is on the screen
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
    f: toggleFullScreen,
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
      const graph = visibleGraph.peek();
      if (!ended && graph) end ??= mountRenderer(box, graph, again);
    };
    const again = () => {
      end?.();
      end = null;
      begin();
    };
    // creating a WebGL context blocks until the GPU is free, so the graph is computed before
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
        onContextMenu={(event) => {
          event.preventDefault();
          // of the keyboard: the network itself is its target, and not sigma's canvas
          if (event.target !== event.currentTarget) return;
          const { node } = state.value;
          const { clientWidth, clientHeight } = event.currentTarget;
          menu.value = { what: node && isDrawn(node) ? { node } : null, x: clientWidth / 2, y: clientHeight / 3 };
        }}
        data-nodes={shown?.nodes.length}
        data-ties={shown?.ties.length}
        data-tool={tool.value}
      />
      <Outline />
      <ContextMenu />
      {!state.value.embed && !webglMissing.value && <Tools />}
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
            onClick={() =>
              change({ off: [], range: [], programme: [], hide: [], thin: [], since: null, as_of: null, compare: null })
            }
          >
            {msg.clear}
          </button>
        </div>
      )}
    </section>
  );
}
