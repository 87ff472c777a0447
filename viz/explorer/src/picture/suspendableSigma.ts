/** Sigma with rendering that can be suspended (while the graph is rebuilt in slices the last frame stays visible) and one WebGL context for ties and nodes. */
import Sigma from "sigma";
import type { Coordinates } from "sigma/types";

type Refreshing = Parameters<Sigma["refresh"]>[0];
type Layering = NonNullable<Parameters<Sigma["createCanvas"]>[1]>;

/** Members that sigma declares private. */
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

/** Canvas layers that are never drawn on: labels have an overlay of our own, and hovered items are drawn among the others. */
const UNUSED = new Set(["labels", "edgeLabels", "hovers", "hoverNodes"]);

export class SuspendableSigma<N extends Record<string, unknown>, E extends Record<string, unknown>> extends Sigma<
  N,
  E
> {
  private suspended = false;
  private picking = false;
  /** whether the graph has changed since the last frame */
  private stale = false;

  constructor(...given: ConstructorParameters<typeof Sigma<N, E>>) {
    super(...given);
    // sigma renews its picking textures with every frame and reads them with every mouse move, which stalls until the GPU is done
    const own = this as unknown as SigmaInternals;
    own.resetWebGLTexture = () => {
      this.picking = false;
    };
    own.getNodeAtPosition = (position) => (this.picking ? SIGMA.getNodeAtPosition.call(this, position) : null);
    own.getEdgeAtPoint = (x, y) => (this.picking ? SIGMA.getEdgeAtPoint.call(this, x, y) : null);
  }

  /** Unused layers are not displayed: each costs time in every frame. */
  override createCanvas(id: string, given: Layering = {}): HTMLCanvasElement {
    return super.createCanvas(id, UNUSED.has(id) ? { ...given, style: { display: "none" } } : given);
  }
  /** Each WebGL context delays the first frame and costs time in every other, so nodes share that of the ties. */
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
  /** The one WebGL context. */
  get context(): WebGL2RenderingContext | null {
    return this.getCanvases()["edges"]?.getContext("webgl2") ?? null;
  }

  /** Whether the picking textures show the last frame. */
  get isPickingCurrent(): boolean {
    return this.picking;
  }
  /** Renews the picking textures. */
  beginPicking(): void {
    for (const id of (this as unknown as SigmaInternals).pickingLayers) SIGMA.resetWebGLTexture.call(this, id);
    this.picking = true;
  }

  /** Renders nothing until `resume`. */
  suspend(): void {
    this.suspended = true;
    this.picking = false;
    const own = this as unknown as SigmaInternals;
    if (own.renderFrame !== null) cancelAnimationFrame(own.renderFrame);
    own.renderFrame = null;
  }
  /** Renders again, with the next frame. */
  resume(): void {
    this.suspended = false;
    this.stale = true;
    this.scheduleRender();
  }
  /** Processes the graph now instead of with the next frame: two shorter tasks block the page less than one long one. */
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
  /** Renders at once if stale, for callers that read positions from the frame. */
  renderNow(): void {
    if (this.stale && !this.suspended) this.refresh({ partialGraph: {}, skipIndexation: true });
  }
  /** Called after each frame. */
  markRendered(): void {
    this.stale = false;
  }

  override scheduleRender(): this {
    return this.suspended ? this : super.scheduleRender();
  }
  override scheduleRefresh(given?: Refreshing): this {
    return this.suspended ? this : super.scheduleRefresh(given);
  }
  /** While suspended, sigma's refresh per added node is skipped: the whole graph is processed once afterwards. */
  override refresh(given?: Refreshing): this {
    if (!this.suspended) {
      this.stale = true;
      return super.refresh(given);
    }
    return given?.partialGraph ? this : super.refresh({ ...given, schedule: true });
  }
}
