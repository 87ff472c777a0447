/** Updates sigma's graph from the visible graph: not at all if nothing differs, and in time slices if it is large. */
import Graph from "graphology";
import { isLarge, TimeSlice, yieldToBrowser } from "../browser/timeSlices";
import type { VisibleGraph, VisibleTie } from "../graph/filtering";
import type { ModelNode } from "../graph/model";
import { graphKey } from "./graphKeys";
import type { NodeStyle } from "./nodeStyle";
import type { SuspendableSigma } from "./suspendableSigma";

// types and not interfaces: sigma asks for an index signature, which only a type has by itself
/* eslint-disable @typescript-eslint/consistent-type-definitions */
export type NodeData = {
  x: number;
  y: number;
  size: number;
  color: string;
  rim: string;
  faded: string;
  fadedRim: string;
  shape: number;
  type: string;
  zIndex: number;
};
export type EdgeData = {
  size: number;
  color: string;
  bright: string;
  faded: string;
  zIndex: number;
  pattern: number;
  arrows: number;
  type: "line" | "arrow";
};
/* eslint-enable @typescript-eslint/consistent-type-definitions */
export interface TieStyle {
  colour: string;
  bright: string;
  faded: string;
  size: number;
  order: number;
  /** of its dashes */
  pattern: number;
  /** at its second end (1), its first (2), both (3) or none (0) */
  arrows: number;
}
export interface Styles {
  node: (node: ModelNode) => NodeStyle;
  tie: (tie: VisibleTie) => TieStyle;
}
type SigmaGraph = Graph<NodeData, EdgeData>;

function nodeData(node: ModelNode, style: Styles["node"]): NodeData {
  const { colour, rim, faded, fadedRim, r, shape } = style(node);
  return { x: node.x, y: -node.y, size: r, color: colour, rim, faded, fadedRim, shape, type: "circle", zIndex: 1 };
}
function edgeData(tie: VisibleTie, style: Styles["tie"]): EdgeData {
  const { colour, bright, faded, size, order, pattern, arrows } = style(tie);
  const type = arrows ? "arrow" : "line";
  return { size, color: colour, bright, faded, zIndex: order, pattern, arrows, type };
}
function equal<T extends object>(one: T, other: T): boolean {
  for (const name in one) if (one[name] !== other[name]) return false;
  return true;
}
/** Compares the graph item by item; yields whether it differs, so that the caller can pause. */
function* differences(graph: SigmaGraph, drawn: VisibleGraph, styles: Styles): Generator<boolean> {
  if (graph.order !== drawn.nodes.length || graph.size !== drawn.ties.length) yield true;
  for (const node of drawn.nodes) {
    const name = graphKey(node.id);
    yield !graph.hasNode(name) || !equal(nodeData(node, styles.node), graph.getNodeAttributes(name));
  }
  for (const tie of drawn.ties)
    yield !graph.hasEdge(tie.key) || !equal(edgeData(tie, styles.tie), graph.getEdgeAttributes(tie.key));
}
function* additions(graph: SigmaGraph, drawn: VisibleGraph, styles: Styles): Generator<void> {
  for (const node of drawn.nodes) yield void graph.addNode(graphKey(node.id), nodeData(node, styles.node));
  for (const tie of drawn.ties) {
    const [a, b] = [graphKey(tie.a), graphKey(tie.b)];
    if (graph.hasNode(a) && graph.hasNode(b))
      yield void graph.addUndirectedEdgeWithKey(tie.key, a, b, edgeData(tie, styles.tie));
  }
}
const emptyGraph = (): SigmaGraph =>
  new Graph<NodeData, EdgeData>({ type: "undirected", multi: false, allowSelfLoops: false });

export class GraphUpdater {
  private generation = 0;
  private readonly waiting: (() => void)[] = [];
  constructor(
    private readonly sigma: SuspendableSigma<NodeData, EdgeData>,
    private readonly done: () => void,
  ) {}

  /** Updates the graph; `frame` sets the bounds and tells whether they changed. A later call cancels an earlier one. */
  update(graph: VisibleGraph, styles: Styles, frame: () => boolean): void {
    this.generation += 1;
    if (isLarge(graph)) void this.updateInSlices(graph, styles, frame, this.generation);
    else this.updateNow(graph, styles, frame);
  }
  /** Calls back once the graph is up to date. */
  whenUpdated(act: () => void): void {
    if (this.sigma.isSuspended) this.waiting.push(act);
    else act();
  }
  stop(): void {
    this.generation += 1;
  }

  private updateNow(drawn: VisibleGraph, styles: Styles, frame: () => boolean): void {
    let differs = frame();
    if (!differs) for (differs of differences(this.sigma.getGraph(), drawn, styles)) if (differs) break;
    if (differs) {
      const graph = emptyGraph();
      for (const _ of additions(graph, drawn, styles));
      this.sigma.suspend();
      this.sigma.setGraph(graph);
    }
    this.finish();
  }
  private async updateInSlices(drawn: VisibleGraph, styles: Styles, frame: () => boolean, turn: number): Promise<void> {
    const slice = new TimeSlice();
    let differs = frame();
    if (!differs) {
      for (differs of differences(this.sigma.getGraph(), drawn, styles)) {
        if (differs) break;
        if (slice.isOver()) {
          await yieldToBrowser();
          if (turn !== this.generation) return;
          slice.begin();
        }
      }
    }
    if (!differs) return this.finish();
    const graph = emptyGraph();
    this.sigma.suspend();
    this.sigma.setGraph(graph);
    for (const _ of additions(graph, drawn, styles)) {
      if (slice.isOver()) {
        await yieldToBrowser();
        if (turn !== this.generation) return;
        slice.begin();
      }
    }
    await yieldToBrowser();
    if (turn !== this.generation) return;
    this.sigma.processNow();
    await yieldToBrowser();
    if (turn === this.generation) this.finish();
  }
  private finish(): void {
    if (this.sigma.isSuspended) this.sigma.resume();
    this.done();
    for (const act of this.waiting.splice(0)) act();
  }
}
