/** A sigma that can be told to wait: while it is filled piece by piece it draws nothing, and the last frame stays in sight. */
import Sigma from "sigma";

type Refreshing = Parameters<Sigma["refresh"]>[0];
type Layering = NonNullable<Parameters<Sigma["createCanvas"]>[1]>;

/** Names are written on a layer of our own, and what the pointer is on is drawn among all others. */
const UNUSED = new Set(["labels", "edgeLabels", "hovers", "hoverNodes"]);

export class PatientSigma<N extends Record<string, unknown>, E extends Record<string, unknown>> extends Sigma<N, E> {
  private waiting = false;
  /** whether something was put in that no frame has shown yet */
  private behind = false;

  /** Layers that nothing is ever drawn on stay out of sight: each costs some of every frame. */
  override createCanvas(id: string, given: Layering = {}): HTMLCanvasElement {
    return super.createCanvas(id, UNUSED.has(id) ? { ...given, style: { display: "none" } } : given);
  }
  /** A graphics context costs much of the first frame. */
  override createWebGLContext(id: string, given?: Parameters<Sigma["createWebGLContext"]>[1]): WebGLRenderingContext {
    if (!UNUSED.has(id)) return super.createWebGLContext(id, given);
    this.createCanvas(id);
    const idle = new Proxy({}, { get: () => () => null }) as WebGLRenderingContext;
    (this as unknown as { webGLContexts: Record<string, WebGLRenderingContext> }).webGLContexts[id] = idle;
    return idle;
  }

  /** Draws nothing until `go`. */
  wait(): void {
    this.waiting = true;
    const own = this as unknown as { renderFrame: number | null };
    if (own.renderFrame !== null) cancelAnimationFrame(own.renderFrame);
    own.renderFrame = null;
  }
  /** Draws again, with the next frame. */
  go(): void {
    this.waiting = false;
    this.behind = true;
    this.scheduleRender();
  }
  get isWaiting(): boolean { return this.waiting; }
  get isBehind(): boolean { return this.behind; }
  /** Brings the frame up to date at once, for who takes places from it. */
  catchUp(): void {
    if (this.behind && !this.waiting) this.refresh({ partialGraph: {}, skipIndexation: true });
  }
  /** A frame was drawn. */
  caughtUp(): void { this.behind = false; }

  override scheduleRender(): this { return this.waiting ? this : super.scheduleRender(); }
  override scheduleRefresh(given?: Refreshing): this { return this.waiting ? this : super.scheduleRefresh(given); }
  /** A node or tie that is put in has been looked at by then: sigma would look at each a second time. */
  override refresh(given?: Refreshing): this {
    if (!this.waiting) {
      this.behind = true;
      return super.refresh(given);
    }
    return given?.partialGraph ? this : super.refresh({ ...given, schedule: true });
  }
}
