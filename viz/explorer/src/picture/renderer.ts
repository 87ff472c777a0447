/** The running picture: sigma with our own programs and layers, kept in step with what is drawn. */
import Graph from "graphology";
import { EdgeRectangleProgram, type EdgeProgramType, type NodeProgramType } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import type { Drawn } from "../graph/drawn";
import type { Model } from "../graph/model";
import { BOUNDS, Looking } from "./camera";
import { type EdgeData, Filling, type Looks, type NodeData } from "./filling";
import type { Caption } from "./grounds";
import type { Placed } from "./labels";
import { outside } from "./inside";
import { FONT, Layers, type Transform, type Written } from "./layers";
import { PatientSigma } from "./patient";
import { lazily, Nothing } from "./picking";
import { type Listener, listen, waking } from "./pointer";
import { ShapeProgram } from "./shapes";
import { onceShown } from "./shown";

export { FONT };
export type { TieLook } from "./filling";
export interface Focus { nodes: Set<string>; ties: Set<string>; few: boolean }

// the programs take any attributes, which sigma's types cannot say
type OfNodes = NodeProgramType<NodeData, EdgeData>;
type OfTies = EdgeProgramType<NodeData, EdgeData>;
// under the names that sigma has programs for, so that these are left out
const SHAPES = { circle: lazily<OfNodes>(ShapeProgram, "nodes") };
const HOVERED = { circle: Nothing as unknown as OfNodes };
const TIES = { line: lazily<OfTies>(EdgeRectangleProgram, "ties"), arrow: Nothing as unknown as OfTies };
/** Milliseconds without a movement after which the picture stands still, beyond what a frame takes. */
const STILL = 140;
const SLOWEST = 1500;

export class Renderer {
  readonly sigma: PatientSigma<NodeData, EdgeData>;
  readonly look: Looking;
  private readonly layers: Layers;
  private readonly filling: Filling;
  private readonly endWaking: () => void;
  private focus: Focus | null = null;
  private settling = 0;
  private lastFrame = 0;
  /** milliseconds between two frames of a moving picture */
  private pace = 0;
  private hasContent = false;
  /** frames drawn so far */
  frames = 0;

  constructor(container: HTMLElement, private readonly listener: Listener) {
    this.sigma = new PatientSigma<NodeData, EdgeData>(new Graph<NodeData, EdgeData>(), container, {
      ...BOUNDS,
      allowInvalidContainer: true,
      renderLabels: false,
      enableEdgeEvents: true,
      zIndex: true,
      itemSizesReference: "positions",
      zoomToSizeRatioFunction: (ratio) => ratio,
      minEdgeThickness: 1.6,
      stagePadding: 34,
      nodeProgramClasses: SHAPES,
      defaultNodeType: "circle",
      edgeProgramClasses: TIES,
      defaultDrawNodeHover: () => {},
      nodeHoverProgramClasses: HOVERED,
      nodeReducer: (id, data) => this.reduceNode(id, data),
      edgeReducer: (id, data) => this.reduceEdge(id, data),
    });
    this.layers = new Layers(this.sigma);
    this.look = new Looking(this.sigma);
    this.endWaking = waking(this.sigma, () => this.settling !== 0);
    this.filling = new Filling(this.sigma, () => this.filled());
    // sigma knows the new frame's matrix only after rendering; the layers lie below and above, whenever they are drawn
    this.sigma.on("afterRender", () => this.afterFrame());
    this.sigma.getCamera().on("updated", () => this.settle());
    listen(this.sigma, listener);
  }

  private afterFrame(): void {
    this.frames += 1;
    const now = performance.now();
    this.pace = this.settling ? Math.min(now - this.lastFrame, SLOWEST) : 0;
    this.lastFrame = now;
    this.sigma.caughtUp();
    this.layers.draw(this.focus, this.settling !== 0);
    if (this.hasContent) this.listener.painted();
  }
  private filled(): void {
    this.layers.renew();
    if (!this.hasContent) this.sigma.scheduleRender(); // also of nothing there is a first frame
    this.hasContent = true;
  }
  /** The picture moves: what is dear waits until it stands still again. */
  private settle(): void {
    if (!this.settling) this.lastFrame = performance.now(); // the rest before a movement is none of it
    clearTimeout(this.settling);
    this.settling = window.setTimeout(() => {
      this.settling = 0;
      this.sigma.scheduleRender();
    }, STILL + this.pace);
  }

  private reduceNode(name: string, data: NodeData): Partial<NodeDisplayData> {
    if (!this.focus || this.focus.nodes.has(outside(name))) return this.focus ? { ...data, zIndex: 2 } : data;
    return { ...data, color: data.faded, rim: data.fadedRim, zIndex: 0 } as Partial<NodeDisplayData>;
  }
  private reduceEdge(id: string, data: EdgeData): Partial<EdgeDisplayData> {
    if (!this.focus) return data;
    return this.focus.ties.has(id) ? { ...data, color: data.bright, size: data.size * (this.focus.few ? 2.4 : 1.7), zIndex: 3 } : { ...data, color: data.faded, zIndex: 0 };
  }

  /** Takes a new state of what is drawn; the frame is the scene's, so that filters move nothing. */
  show(drawn: Drawn, box: Model["box"], looks: Looks): void {
    this.filling.show(drawn, looks, () => {
      const [next, last] = [{ x: box.x, y: [-box.y[1], -box.y[0]] as [number, number] }, this.sigma.getCustomBBox()];
      if (JSON.stringify(next) === JSON.stringify(last)) return false;
      this.sigma.setCustomBBox(next);
      return true;
    });
  }
  brighten(focus: Focus | null): void {
    if (!focus && !this.focus) return;
    this.focus = focus;
    this.layers.bare = focus !== null;
    this.sigma.scheduleRefresh();
  }
  write(what: Written): void {
    if (this.layers.write(what)) this.sigma.scheduleRender();
  }
  /** Moves the camera once what was shown last stands in the picture. */
  later(move: (look: Looking) => void): void {
    requestAnimationFrame(() => this.filling.then(() => move(this.look)));
  }

  /** Does something once the newest frame stands on the screen. */
  onceShown(act: () => void): void {
    onceShown(this.sigma.context, act);
  }

  get transform(): Transform {
    this.sigma.catchUp();
    return this.layers.transform;
  }
  get placed(): Placed[] { return this.layers.placed; }
  get captions(): Caption[] { return this.layers.captions; }
  layOut(): { placed: Placed[]; captions: Caption[] } { return this.layers.layOut(this.focus); }
  measure = (text: string, size: number, weight: number): number => this.layers.measure(text, size, weight);

  resize(): void {
    const { width, height } = this.sigma.getDimensions();
    const box = this.sigma.getContainer();
    if (box.offsetWidth === width && box.offsetHeight === height) return;
    // at once: a new size clears every layer, and a busy machine would show them empty until its next frame
    this.sigma.resize();
    this.sigma.refresh();
  }
  kill(): void {
    clearTimeout(this.settling);
    this.filling.stop();
    this.endWaking();
    this.sigma.kill();
  }
}
