/** Pointer events: hovering, clicking, dragging nodes. */
import { graphKey, nodeId } from "./graphKeys";
import type { EdgeData, NodeData } from "./graphUpdater";
import { drawPickingLayer } from "./hitTesting";
import type { SuspendableSigma } from "./suspendableSigma";
import type { MouseCoords } from "sigma/types";

export type Target = { node: string } | { tie: string };
/** Callbacks for pointer events. */
export interface PointerListener {
  hover(what: Target | null, at: { x: number; y: number }): void;
  click(what: Target | null, event: MouseEvent | TouchEvent): void;
  open(node: string): void;
  dragged(node: string, x: number, y: number): void;
  /** which other nodes move with a node that is dragged */
  companions(node: string, event: MouseEvent | TouchEvent): readonly string[];
  /** several nodes were dragged together */
  draggedTogether(places: ReadonlyMap<string, { x: number; y: number }>): void;
  /** the right button; null: on the ground */
  menu(what: Target | null, at: { x: number; y: number }): void;
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
  let drag: { id: string; from: { x: number; y: number }; moved: boolean; others: readonly string[] } | null = null;
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
    const { original } = event;
    if ("button" in original && original.button !== 0) return;
    preventSigmaDefault();
    const others = listener.companions(nodeId(node), original).map(graphKey);
    drag = { id: node, from: at(event), moved: false, others: others.filter((key) => key !== node) };
  });
  sigma.on("moveBody", ({ event, preventSigmaDefault }) => {
    if (!drag || !sigma.getGraph().hasNode(drag.id)) return;
    if (!drag.moved && Math.hypot(event.x - drag.from.x, event.y - drag.from.y) < 5) return;
    drag.moved = true;
    preventSigmaDefault();
    const [graph, { x, y }] = [sigma.getGraph(), sigma.viewportToGraph(event)];
    const before = graph.getNodeAttributes(drag.id);
    const [dx, dy] = [x - before.x, y - before.y];
    graph.mergeNodeAttributes(drag.id, { x, y });
    for (const key of drag.others)
      if (graph.hasNode(key)) graph.updateNodeAttributes(key, (data) => ({ ...data, x: data.x + dx, y: data.y + dy }));
  });
  const drop = () => {
    const graph = sigma.getGraph();
    const place = (key: string) => {
      const { x, y } = graph.getNodeAttributes(key);
      return { x, y: -y };
    };
    if (drag?.moved && graph.hasNode(drag.id)) {
      const { x, y } = place(drag.id);
      if (!drag.others.length) listener.dragged(nodeId(drag.id), x, y);
      else {
        const all = [drag.id, ...drag.others].filter((key) => graph.hasNode(key));
        listener.draggedTogether(new Map(all.map((key) => [nodeId(key), place(key)])));
      }
    }
    drag = null;
  };
  const open = (
    what: Target | null,
    { event, preventSigmaDefault }: { event: MouseCoords; preventSigmaDefault(): void },
  ) => {
    event.original.preventDefault();
    preventSigmaDefault();
    listener.menu(what, at(event));
  };
  sigma.on("rightClickNode", (given) => open({ node: nodeId(given.node) }, given));
  sigma.on("rightClickEdge", (given) => open({ tie: given.edge }, given));
  sigma.on("rightClickStage", (given) => open(null, given));
  sigma.on("upNode", drop);
  sigma.on("upStage", drop);
  let waiting = 0;
  sigma.getCamera().on("updated", ({ x, y, ratio }) => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => listener.moved({ x, y, ratio }), 350);
  });
}
