/** Puts what is drawn into sigma's graph: nothing if nothing is seen to differ, and much of it in pieces, so that the page answers meanwhile. */
import Graph from "graphology";
import type { Drawn, DrawnTie } from "../graph/drawn";
import type { ModelNode } from "../graph/model";
import { isLong, pause, Slice } from "../pieces";
import { inside } from "./inside";
import type { Look } from "./look";
import type { PatientSigma } from "./patient";

// types, since sigma takes only what may have any attribute
export type NodeData = { x: number; y: number; size: number; color: string; rim: string; faded: string; fadedRim: string; shape: number; type: string; zIndex: number };
export type EdgeData = { size: number; color: string; bright: string; faded: string; zIndex: number };
export interface TieLook { colour: string; bright: string; faded: string; size: number; order: number }
export interface Looks { node: (node: ModelNode) => Look; tie: (tie: DrawnTie) => TieLook }
type Picture = Graph<NodeData, EdgeData>;


function dataOf(node: ModelNode, look: Looks["node"]): NodeData {
  const { colour, rim, faded, fadedRim, r, shape } = look(node);
  return { x: node.x, y: -node.y, size: r, color: colour, rim, faded, fadedRim, shape, type: "circle", zIndex: 1 };
}
function tieDataOf(tie: DrawnTie, look: Looks["tie"]): EdgeData {
  const { colour, bright, faded, size, order } = look(tie);
  return { size, color: colour, bright, faded, zIndex: order };
}
function equal<T extends object>(one: T, other: T): boolean {
  for (const name in one) if (one[name] !== other[name]) return false;
  return true;
}
/** Tells whether the graph holds just this; looks at a part, and goes on where it stopped. */
function* differences(graph: Picture, drawn: Drawn, looks: Looks): Generator<boolean> {
  if (graph.order !== drawn.nodes.length || graph.size !== drawn.ties.length) yield true;
  for (const node of drawn.nodes) {
    const name = inside(node.id);
    yield !graph.hasNode(name) || !equal(dataOf(node, looks.node), graph.getNodeAttributes(name));
  }
  for (const tie of drawn.ties) yield !graph.hasEdge(tie.key) || !equal(tieDataOf(tie, looks.tie), graph.getEdgeAttributes(tie.key));
}
function* additions(graph: Picture, drawn: Drawn, looks: Looks): Generator<void> {
  for (const node of drawn.nodes) yield void graph.addNode(inside(node.id), dataOf(node, looks.node));
  for (const tie of drawn.ties) {
    const [a, b] = [inside(tie.a), inside(tie.b)];
    if (graph.hasNode(a) && graph.hasNode(b)) yield void graph.addUndirectedEdgeWithKey(tie.key, a, b, tieDataOf(tie, looks.tie));
  }
}
const empty = (): Picture => new Graph<NodeData, EdgeData>({ type: "undirected", multi: false, allowSelfLoops: false });

export class Filling {
  private turn = 0;
  private readonly waiting: (() => void)[] = [];
  constructor(private readonly sigma: PatientSigma<NodeData, EdgeData>, private readonly done: () => void) {}

  /** Brings the graph in step with what is drawn; `frame` tells whether the frame changed. Of two that run, the later one counts. */
  show(drawn: Drawn, looks: Looks, frame: () => boolean): void {
    this.turn += 1;
    if (isLong(drawn)) void this.inPieces(drawn, looks, frame, this.turn);
    else this.atOnce(drawn, looks, frame);
  }
  /** Does something once the graph holds what was shown last. */
  then(act: () => void): void {
    if (this.sigma.isWaiting) this.waiting.push(act);
    else act();
  }
  stop(): void { this.turn += 1; }

  private atOnce(drawn: Drawn, looks: Looks, frame: () => boolean): void {
    let differs = frame();
    if (!differs) for (differs of differences(this.sigma.getGraph(), drawn, looks)) if (differs) break;
    if (differs) {
      const graph = empty();
      for (const _ of additions(graph, drawn, looks));
      this.sigma.wait();
      this.sigma.setGraph(graph);
    }
    this.finish();
  }
  private async inPieces(drawn: Drawn, looks: Looks, frame: () => boolean, turn: number): Promise<void> {
    const slice = new Slice();
    let differs = frame();
    if (!differs) {
      for (differs of differences(this.sigma.getGraph(), drawn, looks)) {
        if (differs) break;
        if (slice.isOver()) { await pause(); if (turn !== this.turn) return; slice.begin(); }
      }
    }
    if (!differs) return this.finish();
    const graph = empty();
    this.sigma.wait();
    this.sigma.setGraph(graph);
    for (const _ of additions(graph, drawn, looks)) {
      if (slice.isOver()) { await pause(); if (turn !== this.turn) return; slice.begin(); }
    }
    await pause();
    if (turn !== this.turn) return;
    this.sigma.takeIn();
    await pause();
    if (turn === this.turn) this.finish();
  }
  private finish(): void {
    if (this.sigma.isWaiting) this.sigma.go();
    this.done();
    for (const act of this.waiting.splice(0)) act();
  }
}
