/** Draws all nodes in one call: organisations as discs, programmes as squares, technologies as diamonds, each with a rim. */
import type { NodeDisplayData } from "sigma/types";
import { floatColor } from "sigma/utils";
import { QuadProgram, quadDefinition } from "./quadProgram";

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_rim;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_at;
varying float v_shape;
varying float v_pixels;
const float bias = 255.0 / 254.0;
void main() {
  float pixels = a_size / u_sizeRatio;
  float reach = (pixels + 1.5) / pixels * 1.2;
  vec2 position = a_position + a_corner * reach * pixels * u_correctionRatio * 2.0;
  gl_Position = vec4((u_matrix * vec3(position, 1)).xy, 0, 1);
  v_at = a_corner * reach;
  v_shape = a_shape;
  v_pixels = pixels;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
  v_rim = a_rim;
  v_rim.a *= bias;
}`;

// distances are in radii; the factors make squares and diamonds look as large as discs
const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_at;
varying float v_shape;
varying float v_pixels;
const vec4 transparent = vec4(0.0, 0.0, 0.0, 0.0);
void main(void) {
  float out_ = v_shape < 0.5 ? length(v_at) - 1.0
    : v_shape < 1.5 ? max(abs(v_at.x), abs(v_at.y)) - 0.82
    : (abs(v_at.x) + abs(v_at.y)) * 0.87 - 1.0;
  float pixels = out_ * v_pixels;
  #ifdef PICKING_MODE
  gl_FragColor = pixels > 1.0 ? transparent : v_color;
  #else
  float width = clamp(v_pixels * 0.12, 0.8, 2.2);
  float inner = smoothstep(-width - 0.6, -width + 0.4, pixels);
  vec4 colour = mix(v_color, v_rim, inner);
  gl_FragColor = mix(colour, transparent, smoothstep(-0.5, 0.5, pixels));
  #endif
}`;

export const SHAPE: Record<string, number> = { organisation: 0, programme: 1, technology: 2 };
export type ShapeData = NodeDisplayData & { rim: string; shape: number };

export class NodeShapeProgram extends QuadProgram {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE } = WebGLRenderingContext;
    return quadDefinition(VERTEX, FRAGMENT, [
      { name: "a_position", size: 2, type: FLOAT },
      { name: "a_size", size: 1, type: FLOAT },
      { name: "a_shape", size: 1, type: FLOAT },
      { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
      { name: "a_rim", size: 4, type: UNSIGNED_BYTE, normalized: true },
      { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
    ]);
  }
  processVisibleItem(nodeIndex: number, start: number, data: NodeDisplayData): void {
    const { rim, shape } = data as ShapeData;
    const { array } = this;
    // written one by one: a list for each of 20,000 nodes would be garbage at once
    array[start] = data.x;
    array[start + 1] = data.y;
    array[start + 2] = data.size;
    array[start + 3] = shape;
    array[start + 4] = floatColor(data.color);
    array[start + 5] = floatColor(rim);
    array[start + 6] = nodeIndex;
  }
}
