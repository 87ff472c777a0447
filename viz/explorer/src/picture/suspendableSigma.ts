/** A sigma that can be told to wait (while it is filled piece by piece the last frame stays in sight), with one layer for ties and nodes. */
import Sigma from "sigma";
import type { Coordinates } from "sigma/types";

type Refreshing = Parameters<Sigma["refresh"]>[0];
type Layering = NonNullable<Parameters<Sigma["createCanvas"]>[1]>;

/** What sigma keeps to itself. */
interface SigmaInternals {
  elements: Record<string, HTMLCanvasElement>;
  webGLContexts: Record<string, WebGLRenderingContext>;
  pickingLayers: Set<string>;
  renderFrame: number | null;
  needToProcess: boolean;
  process(): void;
  resize(): void;
  resetWebGLTexture(id: string): void;
  getNodeAtPosition(position: Coordinates): string | null;
  getEdgeAtPoint(x: number, y: number): string | null;
}
const SIGMA = Sigma.prototype as unknown as SigmaInternals;
type Contexting = NonNullable<Parameters<Sigma["createWebGLContext"]>[1]>;

/** Names are written on a layer of our own, and what the pointer is on is drawn among all others. */
const UNUSED = new Set(["labels", "edgeLabels", "hovers", "hoverNodes"]);

export class SuspendableSigma<N extends Record<string, unknown>, E extends Record<string, unknown>> extends Sigma<
  N,
  E
> {
  private suspended = false;
  private picking = false;
  /** whether something was put in that no frame has shown yet */
  private stale = false;

  constructor(...given: ConstructorParameters<typeof Sigma<N, E>>) {
    super(...given);
    // sigma makes new textures for the pointer with every frame, and asks them with every movement, which waits for the graphics card
    const own = this as unknown as SigmaInternals;
    own.resetWebGLTexture = () => {
      this.picking = false;
    };
    own.getNodeAtPosition = (position) => (this.picking ? SIGMA.getNodeAtPosition.call(this, position) : null);
    own.getEdgeAtPoint = (x, y) => (this.picking ? SIGMA.getEdgeAtPoint.call(this, x, y) : null);
  }

  /** Layers that nothing is ever drawn on stay out of sight: each costs some of every frame. */
  override createCanvas(id: string, given: Layering = {}): HTMLCanvasElement {
    return super.createCanvas(id, UNUSED.has(id) ? { ...given, style: { display: "none" } } : given);
  }
  /** A graphics context costs much of the first frame and some of every other: nodes are drawn in that of the ties. */
  override createWebGLContext(id: string, given: Contexting = {}): WebGLRenderingContext {
    const own = this as unknown as SigmaInternals;
    if (id === "nodes") own.elements[id] = own.elements["edges"] as HTMLCanvasElement;
    if (id === "nodes") return super.createWebGLContext(id, { ...given, canvas: own.elements[id] } as Contexting);
    if (!UNUSED.has(id)) return super.createWebGLContext(id, given);
    this.createCanvas(id);
    const idle = new Proxy({}, { get: () => () => null }) as WebGLRenderingContext;
    own.webGLContexts[id] = idle;
    return idle;
  }
  /** The context that all is drawn in. */
  get context(): WebGL2RenderingContext | null {
    return this.getCanvases()["edges"]?.getContext("webgl2") ?? null;
  }

  /** Whether what lies where was drawn for the pointer; each frame makes that stale. */
  get isPickingCurrent(): boolean {
    return this.picking;
  }
  /** Makes room for drawing what lies where. */
  beginPicking(): void {
    for (const id of (this as unknown as SigmaInternals).pickingLayers) SIGMA.resetWebGLTexture.call(this, id);
    this.picking = true;
  }

  /** Draws nothing until `go`. */
  suspend(): void {
    this.suspended = true;
    this.picking = false;
    const own = this as unknown as SigmaInternals;
    if (own.renderFrame !== null) cancelAnimationFrame(own.renderFrame);
    own.renderFrame = null;
  }
  /** Draws again, with the next frame. */
  resume(): void {
    this.suspended = false;
    this.stale = true;
    this.scheduleRender();
  }
  /** Takes in what was put in, so that the frame that follows need not: one after the other they hold the page up less. */
  processNow(): void {
    const own = this as unknown as SigmaInternals;
    if (!own.needToProcess) return;
    own.resize();
    own.process();
    own.needToProcess = false;
  }
  get isSuspended(): boolean {
    return this.suspended;
  }
  get isStale(): boolean {
    return this.stale;
  }
  /** Brings the frame up to date at once, for who takes places from it. */
  renderNow(): void {
    if (this.stale && !this.suspended) this.refresh({ partialGraph: {}, skipIndexation: true });
  }
  /** A frame was drawn. */
  markRendered(): void {
    this.stale = false;
  }

  override scheduleRender(): this {
    return this.suspended ? this : super.scheduleRender();
  }
  override scheduleRefresh(given?: Refreshing): this {
    return this.suspended ? this : super.scheduleRefresh(given);
  }
  /** A node or tie that is put in has been looked at by then: sigma would look at each a second time. */
  override refresh(given?: Refreshing): this {
    if (!this.suspended) {
      this.stale = true;
      return super.refresh(given);
    }
    return given?.partialGraph ? this : super.refresh({ ...given, schedule: true });
  }
}
