/** The hulls of communities, drawn by WebGL as one disc per member: as canvas paths they took longer than everything else. */
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { Theme } from "./colours";
import { mix } from "./colours";
import { graphKey } from "./graphKeys";
import type { EdgeData, NodeData } from "./graphUpdater";
import { drawBeneathTies } from "./hitTesting";
import type { Hull } from "./hulls";
import { QuadProgram, quadDefinition } from "./quadProgram";
import type { SuspendableSigma } from "./suspendableSigma";

/** How far a hull reaches beyond its nodes. */
const MARGIN = 13;

const VERTEX = /* glsl */ `
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec2 v_at;
varying float v_pixels;
void main() {
  v_pixels = a_size / u_sizeRatio;
  gl_Position = vec4((u_matrix * vec3(a_position + a_corner * v_pixels * u_correctionRatio * 2.0, 1)).xy, 0, 1);
  v_at = a_corner;
  v_color = a_color;
  v_color.a *= 255.0 / 254.0;
}`;
// kept minimal: in dense communities each pixel is drawn many times
const FRAGMENT = /* glsl */ `
precision mediump float;
varying vec4 v_color;
varying vec2 v_at;
varying float v_pixels;
void main(void) {
  gl_FragColor = v_color * clamp((1.0 - length(v_at)) * v_pixels, 0.0, 1.0);
}`;

class HullProgram extends QuadProgram {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE } = WebGLRenderingContext;
    return quadDefinition(VERTEX, FRAGMENT, [
      { name: "a_position", size: 2, type: FLOAT },
      { name: "a_size", size: 1, type: FLOAT },
      { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
    ]);
  }
  processVisibleItem(_: number, start: number, { x, y, size, color }: NodeDisplayData): void {
    this.array.set([x, y, size, floatColor(color)], start);
  }
}

export class HullLayer {
  private program: HullProgram | null = null;
  private hulls: readonly Hull[] = [];
  private theme: Theme | null = null;
  private stale = true;
  hidden = false;

  constructor(private readonly sigma: SuspendableSigma<NodeData, EdgeData>) {
    sigma.on("afterProcess", () => {
      this.stale = true;
    }); // sigma has rescaled positions
    drawBeneathTies(sigma, (params, context) => this.render(params, context));
    // compiled early, so that the first frame need not wait
    const { context } = sigma;
    if (context && !context.isContextLost()) this.compiled(context);
  }
  private compiled(context: WebGLRenderingContext | WebGL2RenderingContext): HullProgram {
    return (this.program ??= new HullProgram(context, null, this.sigma as never));
  }
  setHulls(grounds: readonly Hull[], tone: Theme): void {
    [this.hulls, this.theme, this.stale] = [grounds, tone, true];
  }
  private render(params: RenderParams, context: WebGLRenderingContext): void {
    if (this.hidden || !this.hulls.length) return;
    const program = this.compiled(context);
    if (this.stale) this.fill(program);
    program.render(params);
  }
  private fill(program: HullProgram): void {
    this.stale = false;
    const found: Parameters<HullProgram["process"]>[2][] = [];
    for (const { members, colour } of this.hulls) {
      const color = this.theme ? mix(colour, this.theme.paper, this.theme.dark ? 0.13 : 0.1) : colour;
      for (const { id, r } of members) {
        const data = this.sigma.getNodeDisplayData(graphKey(id));
        if (data) found.push(Object.assign(data, { size: r + MARGIN, color, hidden: false })); // getNodeDisplayData returns a copy
      }
    }
    program.reallocate(found.length);
    found.forEach((data, i) => program.process(0, i, data));
  }
}
