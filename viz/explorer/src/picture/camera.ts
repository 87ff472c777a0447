/** Camera movements: flying to a node, framing several, zooming, panning. */
import { graphKey } from "./graphKeys";
import type { EdgeData, NodeData } from "./graphUpdater";
import type { SuspendableSigma } from "./suspendableSigma";

interface Point {
  x: number;
  y: number;
}
const [NEAREST, FARTHEST] = [0.02, 4];
export const BOUNDS = { minCameraRatio: NEAREST, maxCameraRatio: FARTHEST };

export class CameraController {
  constructor(private readonly sigma: SuspendableSigma<NodeData, EdgeData>) {}

  /** Moves the camera, without animation if reduced motion is preferred (sigma divides by the duration, so 0 will not do). */
  private move(to: { x?: number; y?: number; ratio?: number }, duration: number): void {
    const camera = this.sigma.getCamera();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) camera.setState(to);
    else void camera.animate(to, { duration });
  }
  /** The position of a node in the viewport; sigma's own cache is stale between a refresh and the next frame. */
  private onScreen(id: string): Point | undefined {
    const graph = this.sigma.getGraph();
    const name = graphKey(id);
    if (!graph.hasNode(name)) return undefined;
    this.sigma.renderNow(); // sigma converts with the matrix of the last frame
    const { x, y } = graph.getNodeAttributes(name);
    return this.sigma.graphToViewport({ x, y });
  }
  /** Moves a point of the viewport to the middle of the part that no panel covers on the right. */
  private centre(point: Point, ratio: number, covered: number): void {
    const camera = this.sigma.getCamera();
    const shift = ((covered / 2) * ratio) / camera.ratio;
    const { x, y } = this.sigma.viewportToFramedGraph({ x: point.x + shift, y: point.y });
    this.move({ x, y, ratio }, 520);
  }
  /** Flies to a node, near enough to see its neighbours. */
  fly(id: string, covered = 0): void {
    const at = this.onScreen(id);
    if (at) this.centre(at, Math.min(this.sigma.getCamera().ratio, 0.5), covered);
  }
  /** Brings a node into view if it is off screen or under the panel on the right. */
  reveal(id: string, covered: number): void {
    const at = this.onScreen(id);
    const { width, height } = this.sigma.getDimensions();
    if (at && (at.x > width - covered || at.x < 0 || at.y < 0 || at.y > height))
      this.centre(at, this.sigma.getCamera().ratio, covered);
  }
  /** Brings several nodes into view, left of the panel. */
  frameNodes(ids: readonly string[], covered = 0): void {
    const at = ids.map((id) => this.onScreen(id)).filter((p) => p !== undefined);
    if (!at.length) return;
    const [x0, x1] = [Math.min(...at.map((p) => p.x)), Math.max(...at.map((p) => p.x))];
    const [y0, y1] = [Math.min(...at.map((p) => p.y)), Math.max(...at.map((p) => p.y))];
    const { width, height } = this.sigma.getDimensions();
    const now = this.sigma.getCamera().ratio;
    const needed =
      now * Math.max((x1 - x0) / Math.max(width - covered - 200, 100), (y1 - y0) / Math.max(height - 160, 100));
    this.centre({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 }, Math.min(Math.max(needed, 0.28), 1.2), covered);
  }
  fit(): void {
    this.move({ x: 0.5, y: 0.5, ratio: 1 }, 420);
  }
  zoom(factor: number): void {
    this.move({ ratio: Math.min(Math.max(this.sigma.getCamera().ratio / factor, NEAREST), FARTHEST) }, 200);
  }
  pan(dx: number, dy: number): void {
    const camera = this.sigma.getCamera();
    camera.setState({ x: camera.x + dx * camera.ratio, y: camera.y + dy * camera.ratio });
  }
}
