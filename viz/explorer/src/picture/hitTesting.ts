/** Hit testing on demand. Sigma renders everything a second time with every frame for it; here that is done only when the pointer asks. */
import type { Program } from "sigma/rendering";
import type { RenderParams } from "sigma/types";
import type { EdgeData, NodeData } from "./graphUpdater";
import type { SuspendableSigma } from "./suspendableSigma";

/** A concrete program, as sigma's own classes are. */
declare class ConcreteProgram extends Program {
  getDefinition(): never;
  setUniforms(): void;
}
// TypeScript lets a class extend a parameter only if that takes `any[]`
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type ProgramClass = new (...parameters: any[]) => ConcreteProgram;
interface PickingProgram {
  pick(): void;
}

/** The programs of each sigma that can draw for hit testing. */
const pickingPrograms = new WeakMap<object, Set<PickingProgram>>();
/** Sigma's shaders draw ids instead of colours under this definition. */
const PICKING_DEFINE = "#define PICKING_MODE\n";

type Background = (params: RenderParams, context: WebGLRenderingContext) => void;
/** What each sigma draws beneath its ties. */
const backgrounds = new WeakMap<object, Background>();
export const drawBeneathTies = (picture: object, draw: Background): void => {
  backgrounds.set(picture, draw);
};
/** Sigma draws nodes before ties; in one shared context nodes are deferred, to be drawn above. */
const deferredNodes = new WeakMap<object, () => void>();

/** Wraps a program so that its picking half is compiled on first use and drawn on demand. */
export function withLazyPicking<P>(program: unknown, draws: "nodes" | "first ties" | "last ties"): P {
  class Lazy extends (program as ProgramClass) implements PickingProgram {
    private seen: RenderParams | null = null;
    private half: Program["normalProgram"] | null = null;

    constructor(
      context: WebGLRenderingContext,
      private readonly buffer: WebGLFramebuffer | null,
      picture: object,
    ) {
      super(context, null, picture);
      const known = pickingPrograms.get(picture);
      if (known) known.add(this);
      else pickingPrograms.set(picture, new Set([this]));
    }
    override render(params: RenderParams): void {
      this.seen = params;
      if (draws === "nodes") return void deferredNodes.set(this.renderer, () => super.render(params));
      if (draws === "first ties")
        backgrounds.get(this.renderer)?.(params, this.normalProgram.gl as WebGLRenderingContext);
      super.render(params);
      if (draws === "first ties") return;
      deferredNodes.get(this.renderer)?.();
      deferredNodes.delete(this.renderer);
    }
    pick(): void {
      const { seen, buffer } = this;
      if (!seen || !buffer || this.hasNothingToRender()) return;
      const { gl } = this.normalProgram;
      this.half ??= this.getProgramInfo(
        "pick",
        gl,
        PICKING_DEFINE + this.VERTEX_SHADER_SOURCE,
        PICKING_DEFINE + this.FRAGMENT_SHADER_SOURCE,
        buffer,
      );
      const pixelRatio = seen.pixelRatio / seen.downSizingRatio;
      gl.viewport(0, 0, seen.width * pixelRatio, seen.height * pixelRatio);
      this.bindProgram(this.half);
      this.renderProgram({ ...seen, pixelRatio }, this.half);
      this.unbindProgram(this.half);
    }
    override kill(): void {
      pickingPrograms.get(this.renderer)?.delete(this);
      this.pickProgram = this.half; // so that `kill` of the base class deletes it too
      super.kill();
    }
  }
  return Lazy as P;
}

/** Draws the last frame into the picking textures. */
export function drawPickingLayer(picture: SuspendableSigma<NodeData, EdgeData>): void {
  picture.beginPicking();
  for (const one of pickingPrograms.get(picture) ?? []) one.pick();
}

/** A program that draws nothing, in place of sigma's default programs, which would be compiled before the first frame. */
export class EmptyProgram {
  drawLabel = undefined;
  drawHover = undefined;
  kill(): void {}
  process(): void {}
  reallocate(): void {}
  render(): void {}
}
