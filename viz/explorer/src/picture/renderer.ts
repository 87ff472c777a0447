/** Puts what is drawn into sigma and keeps it in step: one graph, own names and grounds on layers above and below. */
import Graph from "graphology";
import Sigma from "sigma";
import type { NodeProgramType } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import type { Drawn } from "../graph/drawn";
import type { Model } from "../graph/model";
import { type Tone } from "./colours";
import { captions, type Caption, type Ground, paintGrounds } from "./grounds";
import { Boxes, type Named, place, type Placed } from "./labels";
import { type Look } from "./look";
import { ShapeProgram } from "./shapes";

export const FONT = '"Pretendard", "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", system-ui, sans-serif';
interface NodeData { x: number; y: number; size: number; color: string; rim: string; faded: string; fadedRim: string; shape: number; type: string; zIndex: number }
interface EdgeData { size: number; color: string; bright: string; faded: string; zIndex: number }
export interface TieLook { colour: string; bright: string; faded: string; size: number; order: number }
export interface Focus { nodes: Set<string>; ties: Set<string>; few: boolean }

/** Ways to say what the pointer did. */
export interface Listener {
  hover(what: { node: string } | { tie: string } | null, at: { x: number; y: number }): void;
  click(what: { node: string } | { tie: string } | null, event: MouseEvent | TouchEvent): void;
  open(node: string): void;
  dragged(node: string, x: number, y: number): void;
  moved(camera: { x: number; y: number; ratio: number }): void;
  painted(): void;
}

// the program takes any attributes, which sigma's types cannot say
const SHAPES = { shape: ShapeProgram as unknown as NodeProgramType<NodeData, EdgeData> };
export class Renderer {
  readonly sigma: Sigma<NodeData, EdgeData>;
  private focus: Focus | null = null;
  private named: { id: string; text: string }[] = [];
  private must = new Set<string>();
  private grounds: Ground[] = [];
  private tone!: Tone;
  private readonly ground: HTMLCanvasElement;
  private readonly widths = new Map<string, number>();
  private readonly ruler = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
  /** frames drawn so far */
  frames = 0;
  placed: Placed[] = [];
  captions: Caption[] = [];

  constructor(container: HTMLElement, private readonly listener: Listener) {
    this.sigma = new Sigma<NodeData, EdgeData>(new Graph<NodeData, EdgeData>(), container, {
      allowInvalidContainer: true,
      renderLabels: false,
      enableEdgeEvents: true,
      zIndex: true,
      itemSizesReference: "positions",
      zoomToSizeRatioFunction: (ratio) => ratio,
      minEdgeThickness: 1.6,
      stagePadding: 34,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      nodeProgramClasses: SHAPES,
      defaultNodeType: "shape",
      defaultDrawNodeHover: () => {},
      nodeHoverProgramClasses: SHAPES,
      nodeReducer: (id, data) => this.reduceNode(id, data),
      edgeReducer: (id, data) => this.reduceEdge(id, data),
    });
    this.ground = this.sigma.createCanvas("grounds", { beforeLayer: "edges" });
    this.sigma.createCanvasContext("names", { style: { pointerEvents: "none" } });
    this.sigma.resize(true); // gives the layer of names its size
    // sigma knows the new frame's matrix only after rendering; the layers lie below and above, whenever they are drawn
    this.sigma.on("afterRender", () => { this.frames += 1; this.drawGrounds(); this.drawNames(); listener.painted(); });
    this.listen();
  }

  private reduceNode(id: string, data: NodeData): Partial<NodeDisplayData> {
    if (!this.focus || this.focus.nodes.has(id)) return this.focus ? { ...data, zIndex: 2 } : data;
    return { ...data, color: data.faded, rim: data.fadedRim, zIndex: 0 } as Partial<NodeDisplayData>;
  }
  private reduceEdge(id: string, data: EdgeData): Partial<EdgeDisplayData> {
    if (!this.focus) return data;
    return this.focus.ties.has(id) ? { ...data, color: data.bright, size: data.size * (this.focus.few ? 2.4 : 1.7), zIndex: 3 } : { ...data, color: data.faded, zIndex: 0 };
  }

  /** Takes a new state of what is drawn; the frame is the scene's, so that filters move nothing. */
  show(drawn: Drawn, box: Model["box"], look: (n: Drawn["nodes"][number]) => Look, tie: (t: Drawn["ties"][number]) => TieLook): void {
    const graph = new Graph<NodeData, EdgeData>({ type: "undirected", multi: false, allowSelfLoops: false });
    for (const node of drawn.nodes) {
      const { colour, rim, faded, fadedRim, r, shape } = look(node);
      graph.addNode(node.id, { x: node.x, y: -node.y, size: r, color: colour, rim, faded, fadedRim, shape, type: "shape", zIndex: 1 });
    }
    for (const t of drawn.ties) {
      if (!graph.hasNode(t.a) || !graph.hasNode(t.b)) continue;
      const { colour, bright, faded, size, order } = tie(t);
      graph.addUndirectedEdgeWithKey(t.key, t.a, t.b, { size, color: colour, bright, faded, zIndex: order });
    }
    this.sigma.setCustomBBox({ x: box.x, y: [-box.y[1], -box.y[0]] });
    this.sigma.setGraph(graph);
  }
  brighten(focus: Focus | null): void {
    this.focus = focus;
    this.sigma.refresh({ schedule: true });
  }
  write(named: { id: string; text: string }[], must: Set<string>, grounds: Ground[], tone: Tone): void {
    this.named = named;
    this.must = must;
    this.grounds = grounds;
    this.tone = tone;
    this.sigma.scheduleRender();
  }

  /** The map from the scene (y downwards) to the screen. */
  get transform(): { a: number; e: number; d: number; f: number } {
    const zero = this.sigma.graphToViewport({ x: 0, y: 0 });
    const one = this.sigma.graphToViewport({ x: 1, y: -1 });
    return { a: one.x - zero.x, e: zero.x, d: one.y - zero.y, f: zero.y };
  }
  measure = (text: string, size: number, weight: number): number => {
    const font = `${weight} ${size}px ${FONT}`;
    const key = font + text;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.ruler.font = font;
      width = this.ruler.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  };

  private drawGrounds(): void {
    const { width, height } = this.sigma.getDimensions();
    const ratio = window.devicePixelRatio || 1;
    const canvas = this.ground;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (this.tone && !this.focus) paintGrounds(context, this.grounds, this.transform, ratio, this.tone);
  }

  /** Which names stand where on a screen of this size. */
  layOut(): { placed: Placed[]; captions: Caption[] } {
    const { width, height } = this.sigma.getDimensions();
    const t = this.transform;
    const boxes = new Boxes();
    const to = (x: number, y: number): [number, number] => [t.a * x + t.e, t.d * y + t.f];
    const near = this.sigma.getCamera().ratio;
    const graph = this.sigma.getGraph();
    const shown: Named[] = [];
    for (const { id, text } of this.named) {
      if (this.focus && !this.focus.nodes.has(id)) continue;
      if (!graph.hasNode(id)) continue;
      const data = graph.getNodeAttributes(id);
      const [x, y] = to(data.x, -data.y);
      if (x < -120 || x > width + 120 || y < -40 || y > height + 40) continue;
      shown.push({ id, text, x, y, r: this.sigma.scaleSize(data.size), strong: false, must: this.must.has(id) });
    }
    shown.sort((p, q) => Number(q.must) - Number(p.must)); // stable: the rest keeps its order
    const most = this.focus ? 400 : Math.round(Math.min(46 * Math.max(1 / near, 0.5) ** 1.7, 320) * Math.min(1, (width * height) / 9e5));
    const musts = shown.filter((n) => n.must);
    const first = place(musts, boxes, { width, height }, musts.length, this.measure);
    const above = this.focus ? [] : captions(this.grounds, boxes, to, Math.abs(t.a), graph.order, this.tone, this.measure);
    const rest = place(shown.filter((n) => !n.must), boxes, { width, height }, most, this.measure);
    return { placed: [...first, ...rest], captions: above };
  }
  private drawNames(): void {
    if (!this.tone) return;
    const context = (this.sigma.getContainer().querySelector(".sigma-names") as HTMLCanvasElement).getContext("2d") as CanvasRenderingContext2D;
    const { width, height } = this.sigma.getDimensions();
    context.clearRect(0, 0, width, height);
    const { placed, captions: above } = this.layOut();
    this.placed = placed;
    this.captions = above;
    context.lineJoin = "round";
    context.textBaseline = "middle";
    context.textAlign = "center";
    const put = (text: string, x: number, y: number, colour: string, font: string) => {
      context.font = font;
      context.lineWidth = 3.6;
      context.strokeStyle = this.tone.paper;
      context.strokeText(text, x, y);
      context.fillStyle = colour;
      context.fillText(text, x, y);
    };
    for (const c of above) put(c.text, c.x, c.y, c.colour, `700 12px ${FONT}`);
    for (const p of [...placed].reverse()) put(p.text, p.at[0], p.at[1], this.tone.ink, `${p.weight} ${p.size}px ${FONT}`);
  }

  private listen(): void {
    const { sigma, listener } = this;
    let drag: { id: string; from: { x: number; y: number }; moved: boolean } | null = null;
    const at = (e: { x: number; y: number }) => ({ x: e.x, y: e.y });
    // sigma tells that an edge was left after it told that a node was entered: only what is still hovered is left
    let over: string | null = null;
    const enter = (what: { node: string } | { tie: string }, key: string, event: { x: number; y: number }) => {
      if (drag) return;
      over = key;
      listener.hover(what, at(event));
    };
    const leave = (key: string, event: { x: number; y: number }) => {
      if (drag || over !== key) return;
      over = null;
      listener.hover(null, at(event));
    };
    sigma.on("enterNode", ({ node, event }) => enter({ node }, `n${node}`, event));
    sigma.on("leaveNode", ({ node, event }) => leave(`n${node}`, event));
    sigma.on("enterEdge", ({ edge, event }) => enter({ tie: edge }, `e${edge}`, event));
    sigma.on("leaveEdge", ({ edge, event }) => leave(`e${edge}`, event));
    sigma.on("clickNode", ({ node, event }) => listener.click({ node }, event.original));
    sigma.on("clickEdge", ({ edge, event }) => listener.click({ tie: edge }, event.original));
    sigma.on("clickStage", ({ event }) => listener.click(null, event.original));
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => { preventSigmaDefault(); listener.open(node); });
    sigma.on("downNode", ({ node, event, preventSigmaDefault }) => { preventSigmaDefault(); drag = { id: node, from: at(event), moved: false }; });
    sigma.on("moveBody", ({ event, preventSigmaDefault }) => {
      if (!drag) return;
      if (!drag.moved && Math.hypot(event.x - drag.from.x, event.y - drag.from.y) < 5) return;
      drag.moved = true;
      preventSigmaDefault();
      const { x, y } = sigma.viewportToGraph(event);
      sigma.getGraph().mergeNodeAttributes(drag.id, { x, y });
    });
    const drop = () => {
      if (drag?.moved) {
        const { x, y } = sigma.getGraph().getNodeAttributes(drag.id);
        listener.dragged(drag.id, x, -y);
      }
      drag = null;
    };
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
    let waiting = 0;
    sigma.getCamera().on("updated", ({ x, y, ratio }) => {
      clearTimeout(waiting);
      waiting = window.setTimeout(() => listener.moved({ x, y, ratio }), 350);
    });
  }

  /** Moves the camera, at once for those who want no motion (sigma divides by a duration of nought). */
  private move(to: { x?: number; y?: number; ratio?: number }, duration: number): void {
    const camera = this.sigma.getCamera();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) camera.setState(to);
    else void camera.animate(to, { duration });
  }
  /** Where a node is on the screen now; sigma's own cache is stale between a refresh and its next frame. */
  private onScreen(id: string): { x: number; y: number } | undefined {
    const graph = this.sigma.getGraph();
    if (!graph.hasNode(id)) return undefined;
    const { x, y } = graph.getNodeAttributes(id);
    return this.sigma.graphToViewport({ x, y });
  }
  /** Moves a point of the screen to the middle of what is not covered at the right, at another ratio. */
  private centre(point: { x: number; y: number }, ratio: number, covered: number): void {
    const camera = this.sigma.getCamera();
    const shift = ((covered / 2) * ratio) / camera.ratio;
    const { x, y } = this.sigma.viewportToFramedGraph({ x: point.x + shift, y: point.y });
    this.move({ x, y, ratio }, 520);
  }
  /** Flies to a node and comes near enough to see its neighbours. */
  fly(id: string, covered = 0): void {
    this.sigma.refresh(); // what was scheduled may still wait, and places are taken from the last frame
    const at = this.onScreen(id);
    if (at) this.centre(at, Math.min(this.sigma.getCamera().ratio, 0.5), covered);
  }
  /** Moves a node out from under what covers the right side, if it is there or out of sight. */
  reveal(id: string, covered: number): void {
    this.sigma.refresh();
    const at = this.onScreen(id);
    const { width, height } = this.sigma.getDimensions();
    if (at && (at.x > width - covered || at.x < 0 || at.y < 0 || at.y > height)) this.centre(at, this.sigma.getCamera().ratio, covered);
  }
  /** Brings several nodes into sight, left of what covers the right side. */
  frame(ids: readonly string[], covered = 0): void {
    this.sigma.refresh();
    const at = ids.map((id) => this.onScreen(id)).filter((p) => p !== undefined);
    if (!at.length) return;
    const [x0, x1] = [Math.min(...at.map((p) => p.x)), Math.max(...at.map((p) => p.x))];
    const [y0, y1] = [Math.min(...at.map((p) => p.y)), Math.max(...at.map((p) => p.y))];
    const { width, height } = this.sigma.getDimensions();
    const now = this.sigma.getCamera().ratio;
    const needed = now * Math.max((x1 - x0) / Math.max(width - covered - 200, 100), (y1 - y0) / Math.max(height - 160, 100));
    this.centre({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 }, Math.min(Math.max(needed, 0.28), 1.2), covered);
  }
  fit(): void { this.move({ x: 0.5, y: 0.5, ratio: 1 }, 420); }
  zoom(factor: number): void { this.move({ ratio: Math.min(Math.max(this.sigma.getCamera().ratio / factor, 0.02), 4) }, 200); }
  pan(dx: number, dy: number): void {
    const camera = this.sigma.getCamera();
    camera.setState({ x: camera.x + dx * camera.ratio, y: camera.y + dy * camera.ratio });
  }
  resize(): void {
    // at once: a new size clears every layer, and a busy machine would show them empty until its next frame
    this.sigma.resize();
    this.sigma.refresh();
  }
  kill(): void { this.sigma.kill(); }
}
