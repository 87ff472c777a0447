/** Draws ties as lines, solid or dashed by their pattern, and with arrowheads where relations have a direction. */
import { EdgeProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

// one pixel is 2 · u_correctionRatio in the coordinates of positions; a_part is: along 0…1, across −1…1, body or arrow
const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_positionStart;
attribute vec2 a_positionEnd;
attribute vec2 a_radii;
attribute float a_thickness;
attribute float a_pattern;
attribute float a_arrows;
attribute vec3 a_part;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_minEdgeThickness;
varying vec4 v_color;
varying float v_along;
varying float v_across;
varying float v_half;
varying float v_pattern;
const float bias = 255.0 / 254.0;
void main() {
  float pixel = 2.0 * u_correctionRatio;
  vec2 whole = a_positionEnd - a_positionStart;
  float reach = length(whole);
  vec2 dir = reach > 0.0 ? whole / reach : vec2(1.0, 0.0);
  vec2 normal = vec2(-dir.y, dir.x);
  float thickness = max(a_thickness / u_sizeRatio, u_minEdgeThickness);
  vec2 position;
  v_half = thickness * 0.5;
  v_pattern = a_pattern;
  if (a_part.z < 0.5) {
    position = mix(a_positionStart, a_positionEnd, a_part.x) + normal * a_part.y * v_half * pixel;
    v_along = a_part.x * reach / pixel;
    v_across = a_part.y;
  } else {
    bool atEnd = a_part.z < 1.5;
    float head = clamp(thickness * 3.4, 6.5, 15.0);
    bool wanted = atEnd ? mod(a_arrows, 2.0) > 0.5 : a_arrows > 1.5;
    float room = reach / pixel - (a_radii.x + a_radii.y) / u_sizeRatio;
    if (!wanted || room < head * 1.3) head = 0.0;
    float radius = (atEnd ? a_radii.y : a_radii.x) / u_sizeRatio;
    vec2 back = atEnd ? -dir : dir;
    vec2 tip = (atEnd ? a_positionEnd : a_positionStart) + back * radius * pixel;
    position = tip + (back * a_part.x * head + normal * a_part.y * head * 0.42) * pixel;
    v_along = 0.0;
    v_across = 0.0;
    v_pattern = 0.0;
    v_half = 4.0;
  }
  gl_Position = vec4((u_matrix * vec3(position, 1)).xy, 0, 1);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying float v_along;
varying float v_across;
varying float v_half;
varying float v_pattern;
const vec4 transparent = vec4(0.0, 0.0, 0.0, 0.0);
void main(void) {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float fade = smoothstep(v_half - 1.0, v_half, abs(v_across) * v_half);
  if (v_pattern > 0.5) {
    float scale = max(1.0, v_half);
    float at = v_along / scale;
    float gap = 0.0;
    if (v_pattern < 1.5) gap = step(8.0, mod(at, 13.0));
    else if (v_pattern < 2.5) gap = step(2.0, mod(at, 5.5));
    else { float p = mod(at, 18.0); gap = step(9.0, p) * (1.0 - step(12.5, p)) + step(14.5, p); }
    fade = max(fade, gap);
  }
  gl_FragColor = mix(v_color, transparent, fade);
  #endif
}`;

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_minEdgeThickness"] as const;
type Uniform = (typeof UNIFORMS)[number];
const BODY = [
  [0, 1, 0],
  [0, -1, 0],
  [1, 1, 0],
  [1, 1, 0],
  [0, -1, 0],
  [1, -1, 0],
];
const head = (end: 1 | 2) => [
  [0, 0, end],
  [1, 1, end],
  [1, -1, end],
];
/** The dashes of each pattern of the shader, for SVG and legends, in pixels: solid, dashed, dotted, dashed and dotted. */
export const DASHES = ["", "8 5", "2 3.5", "9 3.5 2 3.5"] as const;
export type TieData = EdgeDisplayData & { pattern: number; arrows: number };

export class TieProgram extends EdgeProgram<Uniform> {
  getDefinition() {
    return definition(BODY);
  }
  setUniforms(
    params: RenderParams,
    {
      gl,
      uniformLocations: at,
    }: { gl: WebGLRenderingContext | WebGL2RenderingContext; uniformLocations: Record<Uniform, WebGLUniformLocation> },
  ): void {
    gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
    gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
    gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(at.u_minEdgeThickness, params.minEdgeThickness);
  }
  processVisibleItem(
    index: number,
    start: number,
    source: NodeDisplayData,
    target: NodeDisplayData,
    data: EdgeDisplayData,
  ): void {
    const { array } = this;
    const { pattern, arrows } = data as TieData;
    array[start] = source.x;
    array[start + 1] = source.y;
    array[start + 2] = target.x;
    array[start + 3] = target.y;
    array[start + 4] = source.size;
    array[start + 5] = target.size;
    array[start + 6] = data.size;
    array[start + 7] = pattern;
    array[start + 8] = arrows;
    array[start + 9] = floatColor(data.color);
    array[start + 10] = index;
  }
}
/** The same with room for an arrowhead at either end. */
export class ArrowProgram extends TieProgram {
  override getDefinition() {
    return definition([...BODY, ...head(1), ...head(2)]);
  }
}

function definition(parts: number[][]) {
  const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
  return {
    VERTICES: parts.length,
    VERTEX_SHADER_SOURCE: VERTEX,
    FRAGMENT_SHADER_SOURCE: FRAGMENT,
    METHOD: TRIANGLES as 4,
    UNIFORMS,
    ATTRIBUTES: [
      { name: "a_positionStart", size: 2, type: FLOAT },
      { name: "a_positionEnd", size: 2, type: FLOAT },
      { name: "a_radii", size: 2, type: FLOAT },
      { name: "a_thickness", size: 1, type: FLOAT },
      { name: "a_pattern", size: 1, type: FLOAT },
      { name: "a_arrows", size: 1, type: FLOAT },
      { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
      { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
    ],
    CONSTANT_ATTRIBUTES: [{ name: "a_part", size: 3, type: FLOAT }],
    CONSTANT_DATA: parts,
  };
}
