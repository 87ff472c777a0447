/** Puts what is drawn into sigma's graph: nothing if nothing is seen to differ, and much of it in pieces, so that the page answers meanwhile. */
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
export type EdgeData = { size: number; color: string; bright: string; faded: string; zIndex: number };
/* eslint-enable @typescript-eslint/consistent-type-definitions */
export interface TieStyle {
  colour: string;
  bright: string;
  faded: string;
  size: number;
  order: number;
}
export interface Styles {
  node: (node: ModelNode) => NodeStyle;
  tie: (tie: VisibleTie) => TieStyle;
}
type SigmaGraph = Graph<NodeData, EdgeData>;

function nodeData(node: ModelNode, look: Styles["node"]): NodeData {
  const { colour, rim, faded, fadedRim, r, shape } = look(node);
  return { x: node.x, y: -node.y, size: r, color: colour, rim, faded, fadedRim, shape, type: "circle", zIndex: 1 };
}
function edgeData(tie: VisibleTie, look: Styles["tie"]): EdgeData {
  const { colour, bright, faded, size, order } = look(tie);
  return { size, color: colour, bright, faded, zIndex: order };
}
function equal<T extends object>(one: T, other: T): boolean {
  for (const name in one) if (one[name] !== other[name]) return false;
  return true;
}
/** Tells whether the graph holds just this; looks at a part, and goes on where it stopped. */
function* differences(graph: SigmaGraph, drawn: VisibleGraph, looks: Styles): Generator<boolean> {
  if (graph.order !== drawn.nodes.length || graph.size !== drawn.ties.length) yield true;
  for (const node of drawn.nodes) {
    const name = graphKey(node.id);
    yield !graph.hasNode(name) || !equal(nodeData(node, looks.node), graph.getNodeAttributes(name));
  }
  for (const tie of drawn.ties)
    yield !graph.hasEdge(tie.key) || !equal(edgeData(tie, looks.tie), graph.getEdgeAttributes(tie.key));
}
function* additions(graph: SigmaGraph, drawn: VisibleGraph, looks: Styles): Generator<void> {
  for (const node of drawn.nodes) yield void graph.addNode(graphKey(node.id), nodeData(node, looks.node));
  for (const tie of drawn.ties) {
    const [a, b] = [graphKey(tie.a), graphKey(tie.b)];
    if (graph.hasNode(a) && graph.hasNode(b))
      yield void graph.addUndirectedEdgeWithKey(tie.key, a, b, edgeData(tie, looks.tie));
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

  /** Brings the graph in step with what is drawn; `frame` tells whether the frame changed. Of two that run, the later one counts. */
  update(drawn: VisibleGraph, looks: Styles, frame: () => boolean): void {
    this.generation += 1;
    if (isLarge(drawn)) void this.updateInSlices(drawn, looks, frame, this.generation);
    else this.updateNow(drawn, looks, frame);
  }
  /** Does something once the graph holds what was shown last. */
  whenUpdated(act: () => void): void {
    if (this.sigma.isSuspended) this.waiting.push(act);
    else act();
  }
  stop(): void {
    this.generation += 1;
  }

  private updateNow(drawn: VisibleGraph, looks: Styles, frame: () => boolean): void {
    let differs = frame();
    if (!differs) for (differs of differences(this.sigma.getGraph(), drawn, looks)) if (differs) break;
    if (differs) {
      const graph = emptyGraph();
      for (const _ of additions(graph, drawn, looks));
      this.sigma.suspend();
      this.sigma.setGraph(graph);
    }
    this.finish();
  }
  private async updateInSlices(drawn: VisibleGraph, looks: Styles, frame: () => boolean, turn: number): Promise<void> {
    const slice = new TimeSlice();
    let differs = frame();
    if (!differs) {
      for (differs of differences(this.sigma.getGraph(), drawn, looks)) {
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
    for (const _ of additions(graph, drawn, looks)) {
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
