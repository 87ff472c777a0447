/** The renderer: sigma with programs and an overlay of our own, updated from the visible graph. */
import Graph from "graphology";
import { type EdgeProgramType, type NodeProgramType } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import type { VisibleGraph } from "../graph/filtering";
import type { SceneModel } from "../graph/model";
import { afterGpu } from "./afterGpu";
import { BOUNDS, CameraController } from "./camera";
import { nodeId } from "./graphKeys";
import { type EdgeData, GraphUpdater, type NodeData, type Styles } from "./graphUpdater";
import { EmptyProgram, withLazyPicking } from "./hitTesting";
import type { HullLabel } from "./hulls";
import type { PlacedLabel } from "./labels";
import { NodeShapeProgram } from "./nodeShapeProgram";
import { FONT, Overlay, type OverlayContent, type Transform } from "./overlay";
import { type PointerListener, listenToPointer, pickOnDemand } from "./pointer";
import { SuspendableSigma } from "./suspendableSigma";
import { ArrowProgram, TieProgram } from "./tieProgram";

export { FONT };

export interface Highlight {
  nodes: Set<string>;
  ties: Set<string>;
  few: boolean;
}

// sigma's types fix the attributes of programs, ours take more
type OfNodes = NodeProgramType<NodeData, EdgeData>;
type OfTies = EdgeProgramType<NodeData, EdgeData>;
// under the names of sigma's default programs, which are replaced by it
const NODE_PROGRAMS = { circle: withLazyPicking<OfNodes>(NodeShapeProgram, "nodes") };
const HOVER_PROGRAMS = { circle: EmptyProgram as unknown as OfNodes };
const EDGE_PROGRAMS = {
  // sigma goes through them in the order of its own defaults: arrows, then lines
  arrow: withLazyPicking<OfTies>(ArrowProgram, "first ties"),
  line: withLazyPicking<OfTies>(TieProgram, "last ties"),
};
/** The camera counts as still after so many milliseconds without movement, beyond the time of a frame. */
const SETTLE_MS = 140;
const MAX_FRAME_MS = 1500;

export class Renderer {
  readonly sigma: SuspendableSigma<NodeData, EdgeData>;
  readonly camera: CameraController;
  private readonly overlay: Overlay;
  private readonly updater: GraphUpdater;
  private readonly stopPicking: () => void;
  private highlighted: Highlight | null = null;
  private settleTimer = 0;
  private lastFrame = 0;
  /** milliseconds between two frames while the camera moves */
  private frameInterval = 0;
  private hasContent = false;
  /** frames rendered so far */
  frames = 0;

  constructor(
    container: HTMLElement,
    private readonly listener: PointerListener,
  ) {
    this.sigma = new SuspendableSigma<NodeData, EdgeData>(new Graph<NodeData, EdgeData>(), container, {
      ...BOUNDS,
      allowInvalidContainer: true,
      renderLabels: false,
      enableEdgeEvents: true,
      zIndex: true,
      itemSizesReference: "positions",
      zoomToSizeRatioFunction: (ratio) => ratio,
      minEdgeThickness: 1.6,
      stagePadding: 34,
      nodeProgramClasses: NODE_PROGRAMS,
      defaultNodeType: "circle",
      edgeProgramClasses: EDGE_PROGRAMS,
      defaultDrawNodeHover: () => {},
      nodeHoverProgramClasses: HOVER_PROGRAMS,
      nodeReducer: (id, data) => this.reduceNode(id, data),
      edgeReducer: (id, data) => this.reduceEdge(id, data),
    });
    this.overlay = new Overlay(this.sigma);
    this.camera = new CameraController(this.sigma);
    this.stopPicking = pickOnDemand(this.sigma, () => this.settleTimer !== 0);
    this.updater = new GraphUpdater(this.sigma, () => this.filled());
    // sigma knows the matrix of a frame only after rendering it, so the overlay is drawn then
    this.sigma.on("afterRender", () => this.afterFrame());
    this.sigma.getCamera().on("updated", () => this.settle());
    listenToPointer(this.sigma, listener);
  }

  private afterFrame(): void {
    this.frames += 1;
    const now = performance.now();
    this.frameInterval = this.settleTimer ? Math.min(now - this.lastFrame, MAX_FRAME_MS) : 0;
    this.lastFrame = now;
    this.sigma.markRendered();
    this.overlay.draw(this.highlighted, this.settleTimer !== 0);
    if (this.hasContent) this.listener.painted();
  }
  private filled(): void {
    this.overlay.forgetNodes();
    if (!this.hasContent) this.sigma.scheduleRender(); // an empty graph has a first frame too
    this.hasContent = true;
  }
  /** While the camera moves, expensive work waits until it is still. */
  private settle(): void {
    if (!this.settleTimer) this.lastFrame = performance.now(); // the pause before a movement is not a frame interval
    clearTimeout(this.settleTimer);
    this.settleTimer = window.setTimeout(() => {
      this.settleTimer = 0;
      this.sigma.scheduleRender();
    }, SETTLE_MS + this.frameInterval);
  }

  private reduceNode(name: string, data: NodeData): Partial<NodeDisplayData> {
    if (!this.highlighted || this.highlighted.nodes.has(nodeId(name)))
      return this.highlighted ? { ...data, zIndex: 2 } : data;
    return { ...data, color: data.faded, rim: data.fadedRim, zIndex: 0 } as Partial<NodeDisplayData>;
  }
  private reduceEdge(id: string, data: EdgeData): Partial<EdgeDisplayData> {
    if (!this.highlighted) return data;
    return this.highlighted.ties.has(id)
      ? { ...data, color: data.bright, size: data.size * (this.highlighted.few ? 2.4 : 1.7), zIndex: 3 }
      : { ...data, color: data.faded, zIndex: 0 };
  }

  /** Updates the graph; the bounds are those of the whole scene, so that filters do not move the camera. */
  show(graph: VisibleGraph, box: SceneModel["bounds"], styles: Styles): void {
    this.updater.update(graph, styles, () => {
      const [next, last] = [{ x: box.x, y: [-box.y[1], -box.y[0]] as [number, number] }, this.sigma.getCustomBBox()];
      if (JSON.stringify(next) === JSON.stringify(last)) return false;
      this.sigma.setCustomBBox(next);
      return true;
    });
  }
  setHighlight(focus: Highlight | null): void {
    if (!focus && !this.highlighted) return;
    this.highlighted = focus;
    this.overlay.hullsHidden = focus !== null;
    this.sigma.scheduleRefresh();
  }
  setOverlay(what: OverlayContent): void {
    if (this.overlay.setContent(what)) this.sigma.scheduleRender();
  }
  /** Moves the camera once the last update is in the graph. */
  moveCamera(move: (camera: CameraController) => void): void {
    requestAnimationFrame(() => this.updater.whenUpdated(() => move(this.camera)));
  }

  /** Calls back once the newest frame is on the screen. */
  afterFrameOnScreen(act: () => void): void {
    afterGpu(this.sigma.context, act);
  }

  get transform(): Transform {
    this.sigma.renderNow();
    return this.overlay.transform;
  }
  get placedLabels(): PlacedLabel[] {
    return this.overlay.placedLabels;
  }
  get hullLabels(): HullLabel[] {
    return this.overlay.hullLabels;
  }
  layOut(): { placed: PlacedLabel[]; captions: HullLabel[] } {
    return this.overlay.layOut(this.highlighted);
  }
  measure = (text: string, size: number, weight: number): number => this.overlay.measure(text, size, weight);

  resize(): void {
    const { width, height } = this.sigma.getDimensions();
    const box = this.sigma.getContainer();
    if (box.offsetWidth === width && box.offsetHeight === height) return;
    // synchronously: resizing clears every canvas, which would stay empty until the next frame
    this.sigma.resize();
    this.sigma.refresh();
  }
  kill(): void {
    clearTimeout(this.settleTimer);
    this.updater.stop();
    this.stopPicking();
    this.sigma.kill();
  }
}
