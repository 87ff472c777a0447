/** The pale grounds of communities as discs under the ties, drawn by the graphics card: as paths they took longer than all the rest. */
import type { RenderParams } from "sigma/types";
import type { Tone } from "./colours";
import { mix } from "./colours";
import type { EdgeData, NodeData } from "./filling";
import type { Ground } from "./grounds";
import type { PatientSigma } from "./patient";
import { beneath } from "./picking";
import { ShapeProgram } from "./shapes";

/** How far a ground reaches beyond its nodes. */
const MARGIN = 13;

export class Discs {
  private program: ShapeProgram | null = null;
  private grounds: readonly Ground[] = [];
  private tone: Tone | null = null;
  private stale = true;
  hidden = false;

  constructor(private readonly sigma: PatientSigma<NodeData, EdgeData>) {
    sigma.on("afterProcess", () => { this.stale = true; }); // places are another measure then
    beneath(sigma, (params, context) => this.render(params, context));
  }
  write(grounds: readonly Ground[], tone: Tone): void {
    [this.grounds, this.tone, this.stale] = [grounds, tone, true];
  }
  private render(params: RenderParams, context: WebGLRenderingContext): void {
    if (this.hidden || !this.grounds.length) return;
    this.program ??= new ShapeProgram(context, null, this.sigma as never);
    if (this.stale) this.fill(this.program);
    this.program.render(params);
  }
  private fill(program: ShapeProgram): void {
    this.stale = false;
    const found: Parameters<ShapeProgram["process"]>[2][] = [];
    for (const { members, colour } of this.grounds) {
      const color = this.tone ? mix(colour, this.tone.paper, this.tone.dark ? 0.13 : 0.1) : colour;
      for (const { id, r } of members) {
        const data = this.sigma.getNodeDisplayData(id);
        if (data) found.push({ ...data, size: r + MARGIN, color, rim: color, shape: 0, hidden: false } as (typeof found)[number]);
      }
    }
    program.reallocate(found.length);
    found.forEach((data, i) => program.process(0, i, data));
  }
}
