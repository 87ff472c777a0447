/** Drawing a rectangle or a lasso over the network: the gesture, and which nodes lie inside. */
import type { ModelNode } from "../graph/model";
import type { Transform } from "./overlay";

export type Tool = "move" | "rectangle" | "lasso";
export type Point = readonly [number, number];
export interface RegionListener {
  /** which tool is taken */
  tool: () => Tool;
  /** the outline so far, in pixels of the container; null: the gesture is over */
  drawn: (outline: readonly Point[] | null) => void;
  /** the gesture is complete; `beside`: in addition to what is selected */
  done: (outline: readonly Point[], beside: boolean) => void;
}

/** Pixels below which a gesture is a click, and between two corners of a lasso. */
const [CLICK, STEP] = [5, 3];

const rectangle = ([x1, y1]: Point, [x2, y2]: Point): Point[] => [
  [x1, y1],
  [x2, y1],
  [x2, y2],
  [x1, y2],
];

/** Whether a point lies inside an outline (even–odd rule). */
export function isInside(outline: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const [[x1, y1], [x2, y2]] = [outline[i] as Point, outline[j] as Point];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
/** The nodes whose centres lie inside an outline on the screen. */
export function nodesInside(nodes: readonly ModelNode[], outline: readonly Point[], t: Transform): string[] {
  const [xs, ys] = [outline.map((p) => p[0]), outline.map((p) => p[1])];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const found: string[] = [];
  for (const node of nodes) {
    const [x, y] = [t.a * node.x + t.e, t.d * node.y + t.f];
    if (x >= left && x <= right && y >= top && y <= bottom && isInside(outline, x, y)) found.push(node.id);
  }
  return found;
}

/** Listens to the gesture on the container of the network, before sigma does; returns what ends it. */
export function listenToRegions(container: HTMLElement, listener: RegionListener): () => void {
  const once = new AbortController();
  const how = { capture: true, signal: once.signal };
  let outline: Point[] = [];
  let start: Point | null = null;
  let [shape, swallowsClick] = ["rectangle" as Tool, false];
  const at = (event: PointerEvent): Point => {
    const box = container.getBoundingClientRect();
    return [event.clientX - box.x, event.clientY - box.y];
  };
  const isDrag = () => outline.some(([x, y]) => start !== null && Math.hypot(x - start[0], y - start[1]) > CLICK);
  const end = () => {
    start = null;
    outline = [];
    listener.drawn(null);
  };
  container.addEventListener(
    "pointerdown",
    (event) => {
      swallowsClick = false;
      const tool = listener.tool();
      if (event.button !== 0 || !event.isPrimary || (tool === "move" && !event.shiftKey)) return;
      event.preventDefault(); // no mouse events follow, so that sigma does not pan
      container.focus({ preventScroll: true });
      shape = tool === "lasso" ? "lasso" : "rectangle";
      start = at(event);
      outline = [start];
    },
    how,
  );
  container.addEventListener(
    "pointermove",
    (event) => {
      if (!start) return;
      const now = at(event);
      // not before: a click that is captured goes to the container, and sigma does not hear of it
      if (isDrag() && !container.hasPointerCapture(event.pointerId)) container.setPointerCapture(event.pointerId);
      if (shape === "rectangle") outline = rectangle(start, now);
      else {
        const [x, y] = outline.at(-1) as Point;
        if (Math.hypot(now[0] - x, now[1] - y) < STEP) return;
        outline.push(now);
      }
      listener.drawn(outline);
    },
    how,
  );
  container.addEventListener(
    "pointerup",
    (event) => {
      if (!start) return;
      const [complete, drag] = [outline, isDrag()];
      end();
      swallowsClick = drag;
      if (drag && complete.length > 2) listener.done(complete, event.shiftKey || event.ctrlKey || event.metaKey);
    },
    how,
  );
  container.addEventListener("pointercancel", end, how);
  container.addEventListener(
    "click",
    (event) => {
      if (swallowsClick) event.stopImmediatePropagation();
      swallowsClick = false;
    },
    how,
  );
  // touch events are not suppressed with those of the pointer
  for (const touch of ["touchstart", "touchmove", "touchend"] as const)
    container.addEventListener(
      touch,
      (event) => {
        if (start || swallowsClick) event.stopImmediatePropagation();
      },
      { ...how, passive: true },
    );
  return () => once.abort();
}
