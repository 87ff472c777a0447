/** What the WebGL programs of nodes and of hulls share: one quad per node. */
import { NodeProgram } from "sigma/rendering";
import type { RenderParams } from "sigma/types";

export const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix"] as const;
type Uniform = (typeof UNIFORMS)[number];
interface Attribute {
  name: string;
  size: number;
  type: number;
  normalized?: boolean;
}

export abstract class QuadProgram extends NodeProgram<Uniform> {
  setUniforms(
    params: RenderParams,
    {
      gl,
      uniformLocations: at,
    }: { gl: WebGLRenderingContext | WebGL2RenderingContext; uniformLocations: Record<Uniform, WebGLUniformLocation> },
  ): void {
    gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
    gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
  }
}

/** The definition of a quad program: two triangles per node, and the attributes that differ from node to node. */
export function quadDefinition(vertex: string, fragment: string, attributes: Attribute[]) {
  const { FLOAT, TRIANGLES } = WebGLRenderingContext;
  return {
    VERTICES: 6,
    VERTEX_SHADER_SOURCE: vertex,
    FRAGMENT_SHADER_SOURCE: fragment,
    METHOD: TRIANGLES as 4,
    UNIFORMS,
    ATTRIBUTES: attributes,
    CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
    CONSTANT_DATA: [
      [-1, -1],
      [1, -1],
      [-1, 1],
      [-1, 1],
      [1, -1],
      [1, 1],
    ],
  };
}
