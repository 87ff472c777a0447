/** Pointer events: hovering, clicking, dragging nodes. */
import { nodeId } from "./graphKeys";
import type { EdgeData, NodeData } from "./graphUpdater";
import { drawPickingLayer } from "./hitTesting";
import type { SuspendableSigma } from "./suspendableSigma";

export type Target = { node: string } | { tie: string };
/** Callbacks for pointer events. */
export interface PointerListener {
  hover(what: Target | null, at: { x: number; y: number }): void;
  click(what: Target | null, event: MouseEvent | TouchEvent): void;
  open(node: string): void;
  dragged(node: string, x: number, y: number): void;
  moved(camera: { x: number; y: number; ratio: number }): void;
  painted(): void;
}

/** Draws the picking layer before sigma reads it, but not while the camera moves. Returns what ends this. */
export function pickOnDemand(sigma: SuspendableSigma<NodeData, EdgeData>, isMoving: () => boolean): () => void {
  const rouse = () => {
    if (sigma.isSuspended) return;
    sigma.renderNow();
    if (!sigma.isPickingCurrent) drawPickingLayer(sigma);
  };
  // while dragging, the node is known already
  const hover = (event: MouseEvent) => {
    if (!event.buttons && !isMoving()) rouse();
  };
  const [holder, once] = [sigma.getContainer(), new AbortController()];
  const how = { capture: true, passive: true, signal: once.signal };
  holder.addEventListener("mousemove", hover, how);
  for (const event of ["mousedown", "mouseup", "click", "dblclick", "touchstart", "touchend"])
    holder.addEventListener(event, rouse, how);
  return () => once.abort();
}

/** Translates sigma's events into those of the listener. */
export function listenToPointer(sigma: SuspendableSigma<NodeData, EdgeData>, listener: PointerListener): void {
  let drag: { id: string; from: { x: number; y: number }; moved: boolean } | null = null;
  const at = (e: { x: number; y: number }) => ({ x: e.x, y: e.y });
  // sigma emits `leaveEdge` after the `enterNode` of a node on it, so only what is still hovered can be left
  let over: string | null = null;
  const enter = (what: Target, key: string, event: { x: number; y: number }) => {
    if (drag) return;
    over = key;
    listener.hover(what, at(event));
  };
  const leave = (key: string, event: { x: number; y: number }) => {
    if (drag || over !== key) return;
    over = null;
    listener.hover(null, at(event));
  };
  sigma.on("enterNode", ({ node, event }) => enter({ node: nodeId(node) }, `n${node}`, event));
  sigma.on("leaveNode", ({ node, event }) => leave(`n${node}`, event));
  sigma.on("enterEdge", ({ edge, event }) => enter({ tie: edge }, `e${edge}`, event));
  sigma.on("leaveEdge", ({ edge, event }) => leave(`e${edge}`, event));
  // sigma takes any two quick clicks for a double click, even on different items; here those are two clicks
  let last = "";
  const click = (what: Target | null, key: string, event: MouseEvent | TouchEvent) => {
    last = key;
    listener.click(what, event);
  };
  sigma.on("clickNode", ({ node, event }) => click({ node: nodeId(node) }, `n${node}`, event.original));
  sigma.on("clickEdge", ({ edge, event }) => click({ tie: edge }, `e${edge}`, event.original));
  sigma.on("clickStage", ({ event }) => click(null, "", event.original));
  sigma.on("doubleClickNode", ({ node, event, preventSigmaDefault }) => {
    preventSigmaDefault();
    if (last === `n${node}`) listener.open(nodeId(node));
    else click({ node: nodeId(node) }, `n${node}`, event.original);
  });
  sigma.on("doubleClickEdge", ({ edge, event, preventSigmaDefault }) => {
    preventSigmaDefault();
    if (last !== `e${edge}`) click({ tie: edge }, `e${edge}`, event.original);
  });
  sigma.on("doubleClickStage", ({ event, preventSigmaDefault }) => {
    if (last === "") return;
    preventSigmaDefault();
    click(null, "", event.original);
  });
  sigma.on("downNode", ({ node, event, preventSigmaDefault }) => {
    preventSigmaDefault();
    drag = { id: node, from: at(event), moved: false };
  });
  sigma.on("moveBody", ({ event, preventSigmaDefault }) => {
    if (!drag || !sigma.getGraph().hasNode(drag.id)) return;
    if (!drag.moved && Math.hypot(event.x - drag.from.x, event.y - drag.from.y) < 5) return;
    drag.moved = true;
    preventSigmaDefault();
    const { x, y } = sigma.viewportToGraph(event);
    sigma.getGraph().mergeNodeAttributes(drag.id, { x, y });
  });
  const drop = () => {
    if (drag?.moved && sigma.getGraph().hasNode(drag.id)) {
      const { x, y } = sigma.getGraph().getNodeAttributes(drag.id);
      listener.dragged(nodeId(drag.id), x, -y);
    }
    drag = null;
  };
  sigma.on("upNode", drop);
  sigma.on("upStage", drop);
  let waiting = 0;
  sigma.getCamera().on("updated", ({ x, y, ratio }) => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => listener.moved({ x, y, ratio }), 350);
  });
}
