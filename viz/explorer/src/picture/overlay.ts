/** What is drawn besides nodes and ties: hulls beneath, labels above. While the camera pans, the label canvas is only translated. */
import type { Theme } from "./colours";
import { graphKey } from "./graphKeys";
import type { EdgeData, NodeData } from "./graphUpdater";
import { HullLayer } from "./hullLayer";
import { placeHullLabels, type Hull, type HullLabel } from "./hulls";
import { OccupiedBoxes, placeLabels, SMALL_NETWORK, type LabelCandidate, type PlacedLabel } from "./labels";
import type { SuspendableSigma } from "./suspendableSigma";

export const FONT =
  '"Pretendard", "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", system-ui, sans-serif';
export interface Transform {
  a: number;
  e: number;
  d: number;
  f: number;
}
export interface OverlayContent {
  labels: readonly { id: string; text: string }[];
  required: ReadonlySet<string>;
  hulls: readonly Hull[];
  theme: Theme;
}
interface Entry {
  id: string;
  text: string;
  data: NodeData;
}

/** Milliseconds, and frames, after which labels are placed anew during a pan. */
const RELABEL_MS = 180;
const RELABEL_FRAMES = 6;

export class Overlay {
  placedLabels: PlacedLabel[] = [];
  hullLabels: HullLabel[] = [];
  private content: OverlayContent | null = null;
  /** labels with the live attributes of their nodes; null: to be looked up again */
  private entries: Entry[] | null = null;
  private chosenAt = { time: 0, frames: 0, ratio: 0, e: 0, f: 0 };
  private readonly hullLayer: HullLayer;
  private readonly context: CanvasRenderingContext2D;
  private readonly widths = new Map<string, number>();
  private readonly ruler = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;

  constructor(private readonly sigma: SuspendableSigma<NodeData, EdgeData>) {
    this.hullLayer = new HullLayer(sigma);
    const canvas = sigma.createCanvas("names", { style: { pointerEvents: "none" } });
    // a CPU canvas: the GPU is slow at outlined text, and labels are seldom redrawn
    this.context = canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
    this.resize();
    sigma.on("resize", () => this.resize());
  }
  /** Resizes the label canvas to the viewport. */
  private resize(): void {
    const [{ width, height }, pixels, { canvas }] = [
      this.sigma.getDimensions(),
      window.devicePixelRatio || 1,
      this.context,
    ];
    [canvas.width, canvas.height] = [width * pixels, height * pixels];
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    this.context.scale(pixels, pixels);
  }

  /** Sets labels and hulls; tells whether anything changed. */
  setContent(next: OverlayContent): boolean {
    const last = this.content;
    if (
      last &&
      last.theme === next.theme &&
      sameNames(last.labels, next.labels) &&
      sameSet(last.required, next.required) &&
      sameHulls(last.hulls, next.hulls)
    )
      return false;
    this.content = next;
    this.entries = null;
    this.hullLayer.setHulls(next.hulls, next.theme);
    return true;
  }
  /** Called when the graph was replaced: attributes of nodes are looked up again. */
  forgetNodes(): void {
    this.entries = null;
  }

  /** The transform from scene coordinates (y downwards) to the viewport. */
  get transform(): Transform {
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

  /** Hulls are hidden while something is highlighted. */
  set hullsHidden(bare: boolean) {
    this.hullLayer.hidden = bare;
  }
  draw(focus: { nodes: ReadonlySet<string> } | null, moving: boolean): void {
    if (!this.content) return;
    const { ratio } = this.sigma.getCamera();
    const [now, at, { e, f }] = [performance.now(), this.chosenAt, this.transform];
    at.frames += 1;
    const follows = moving && at.ratio === ratio && (now - at.time < RELABEL_MS || at.frames < RELABEL_FRAMES);
    // the canvas moves as a whole until labels are placed anew
    this.context.canvas.style.transform = follows ? `translate(${e - at.e}px, ${f - at.f}px)` : "";
    if (follows) return;
    this.chosenAt = { time: now, frames: 0, ratio, e, f };
    ({ placed: this.placedLabels, captions: this.hullLabels } = this.layOut(focus));
    this.drawNames(this.content.theme);
  }

  private labelEntries({ labels: named }: OverlayContent): Entry[] {
    const graph = this.sigma.getGraph();
    return (this.entries ??= named.flatMap(({ id, text }) =>
      graph.hasNode(graphKey(id)) ? [{ id, text, data: graph.getNodeAttributes(graphKey(id)) }] : [],
    ));
  }
  /** Places labels and headings for the current viewport. */
  layOut(focus: { nodes: ReadonlySet<string> } | null): { placed: PlacedLabel[]; captions: HullLabel[] } {
    if (!this.content) return { placed: [], captions: [] };
    const { required: must, hulls: grounds, theme: tone } = this.content;
    const { width, height } = this.sigma.getDimensions();
    const t = this.transform;
    const boxes = new OccupiedBoxes();
    const near = this.sigma.getCamera().ratio;
    const graph = this.sigma.getGraph();
    const most = focus
      ? 400
      : Math.round(Math.min(46 * Math.max(1 / near, 0.5) ** 1.7, 320) * Math.min(1, (width * height) / 9e5));
    const musts: LabelCandidate[] = [];
    const others: LabelCandidate[] = [];
    for (const { id, text, data } of this.labelEntries(this.content)) {
      if (focus && !focus.nodes.has(id)) continue;
      const [x, y] = [t.a * data.x + t.e, -t.d * data.y + t.f];
      if (x < -120 || x > width + 120 || y < -40 || y > height + 40) continue;
      const asked = must.has(id);
      // far more candidates than find room; the rest of a large graph need not be collected
      if (!asked && others.length > 20 * most) continue;
      (asked ? musts : others).push({
        id,
        text,
        x,
        y,
        r: this.sigma.scaleSize(data.size),
        bold: false,
        required: asked,
      });
    }
    const screen = { width, height };
    const few = graph.order < SMALL_NETWORK;
    // required labels are placed first, and must avoid the dots of the others too
    if (few) for (const n of others) boxes.add([n.x - n.r, n.y - n.r, n.x + n.r, n.y + n.r], n.id, false);
    const first = placeLabels(musts, boxes, screen, musts.length, this.measure, few);
    const above = focus
      ? []
      : placeHullLabels(
          grounds,
          boxes,
          (x, y) => [t.a * x + t.e, t.d * y + t.f],
          Math.abs(t.a),
          graph.order,
          tone,
          this.measure,
        );
    return { placed: [...first, ...placeLabels(others, boxes, screen, most, this.measure, few)], captions: above };
  }
  private drawNames(tone: Theme): void {
    const { context: context } = this;
    const { width, height } = this.sigma.getDimensions();
    context.clearRect(0, 0, width, height);
    context.lineJoin = "round";
    context.textBaseline = "middle";
    context.textAlign = "center";
    const put = (text: string, x: number, y: number, colour: string, font: string) => {
      if (x < -150 || x > width + 150 || y < -20 || y > height + 20) return;
      context.font = font;
      context.lineWidth = 3.6;
      context.strokeStyle = tone.paper;
      context.strokeText(text, x, y);
      context.fillStyle = colour;
      context.fillText(text, x, y);
    };
    for (const c of this.hullLabels) put(c.text, c.x, c.y, c.colour, `700 12px ${FONT}`);
    for (const p of this.placedLabels.toReversed())
      put(p.text, p.at[0], p.at[1], tone.ink, `${p.weight} ${p.size}px ${FONT}`);
  }
}

const sameNames = (one: OverlayContent["labels"], other: OverlayContent["labels"]) =>
  one.length === other.length && one.every((n, i) => n.id === other[i]?.id && n.text === other[i]?.text);
const sameSet = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  one.size === other.size && [...one].every((v) => other.has(v));
const sameHulls = (one: readonly Hull[], other: readonly Hull[]) =>
  one.length === other.length &&
  one.every((g, i) => {
    const o = other[i] as Hull;
    return (
      g.id === o.id &&
      g.size === o.size &&
      g.colour === o.colour &&
      g.label === o.label &&
      g.x === o.x &&
      g.top === o.top
    );
  });
