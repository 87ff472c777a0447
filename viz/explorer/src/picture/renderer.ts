/** The running picture: sigma with our own programs and layers, kept in step with what is drawn. */
import Graph from "graphology";
import { type EdgeProgramType, EdgeRectangleProgram, type NodeProgramType } from "sigma/rendering";
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

export { FONT };

export interface Highlight {
  nodes: Set<string>;
  ties: Set<string>;
  few: boolean;
}

// the programs take any attributes, which sigma's types cannot say
type OfNodes = NodeProgramType<NodeData, EdgeData>;
type OfTies = EdgeProgramType<NodeData, EdgeData>;
// under the names that sigma has programs for, so that these are left out
const NODE_PROGRAMS = { circle: withLazyPicking<OfNodes>(NodeShapeProgram, "nodes") };
const HOVER_PROGRAMS = { circle: EmptyProgram as unknown as OfNodes };
const EDGE_PROGRAMS = {
  line: withLazyPicking<OfTies>(EdgeRectangleProgram, "ties"),
  arrow: EmptyProgram as unknown as OfTies,
};
/** Milliseconds without a movement after which the picture stands still, beyond what a frame takes. */
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
  /** milliseconds between two frames of a moving picture */
  private frameInterval = 0;
  private hasContent = false;
  /** frames drawn so far */
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
    // sigma knows the new frame's matrix only after rendering; the layers lie below and above, whenever they are drawn
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
    if (!this.hasContent) this.sigma.scheduleRender(); // also of nothing there is a first frame
    this.hasContent = true;
  }
  /** The picture moves: what is dear waits until it stands still again. */
  private settle(): void {
    if (!this.settleTimer) this.lastFrame = performance.now(); // the rest before a movement is none of it
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

  /** Takes a new state of what is drawn; the frame is the scene's, so that filters move nothing. */
  show(drawn: VisibleGraph, box: SceneModel["bounds"], looks: Styles): void {
    this.updater.update(drawn, looks, () => {
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
  /** Moves the camera once what was shown last stands in the picture. */
  moveCamera(move: (look: CameraController) => void): void {
    requestAnimationFrame(() => this.updater.whenUpdated(() => move(this.camera)));
  }

  /** Does something once the newest frame stands on the screen. */
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
    // at once: a new size clears every layer, and a busy machine would show them empty until its next frame
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
