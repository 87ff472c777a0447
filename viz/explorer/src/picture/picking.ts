/** What lies under the pointer, drawn only when the pointer asks: sigma draws everything a second time with every frame for that. */
import type { Program } from "sigma/rendering";
import type { RenderParams } from "sigma/types";
import type { EdgeData, NodeData } from "./filling";
import type { PatientSigma } from "./patient";

/** A program that can be made; TypeScript asks for words of any type where one class extends another that it is given. */
declare class Whole extends Program { getDefinition(): never; setUniforms(): void }
type Drawing = new (...words: any[]) => Whole;
interface Sleeper { pick(): void }

/** The programs of each picture that draw for the pointer. */
const sleepers = new WeakMap<object, Set<Sleeper>>();
/** What sigma's shaders know the pointer's drawing by. */
const POINTER = "#define PICKING_MODE\n";

type Under = (params: RenderParams, context: WebGLRenderingContext) => void;
/** What a picture draws before its ties. */
const unders = new WeakMap<object, Under>();
export const beneath = (picture: object, draw: Under): void => { unders.set(picture, draw); };
/** Nodes, which sigma draws before ties: where both share a layer they wait, and come to lie above. */
const overs = new WeakMap<object, () => void>();

/** Makes a program that draws for the eye with each frame, and for the pointer when it is told to; until then that half is not even compiled. */
export function lazily<P>(program: unknown, draws: "nodes" | "ties"): P {
  class Lazy extends (program as Drawing) implements Sleeper {
    private seen: RenderParams | null = null;
    private half: Program["normalProgram"] | null = null;

    constructor(context: WebGLRenderingContext, private readonly buffer: WebGLFramebuffer | null, picture: object) {
      super(context, null, picture);
      const known = sleepers.get(picture);
      if (known) known.add(this);
      else sleepers.set(picture, new Set([this]));
    }
    override render(params: RenderParams): void {
      this.seen = params;
      if (draws === "nodes") return void overs.set(this.renderer, () => super.render(params));
      unders.get(this.renderer)?.(params, this.normalProgram.gl as WebGLRenderingContext);
      super.render(params);
      overs.get(this.renderer)?.();
      overs.delete(this.renderer);
    }
    pick(): void {
      const { seen, buffer } = this;
      if (!seen || !buffer || this.hasNothingToRender()) return;
      const { gl } = this.normalProgram;
      this.half ??= this.getProgramInfo("pick", gl, POINTER + this.VERTEX_SHADER_SOURCE, POINTER + this.FRAGMENT_SHADER_SOURCE, buffer);
      const pixelRatio = seen.pixelRatio / seen.downSizingRatio;
      gl.viewport(0, 0, seen.width * pixelRatio, seen.height * pixelRatio);
      this.bindProgram(this.half);
      this.renderProgram({ ...seen, pixelRatio }, this.half);
      this.unbindProgram(this.half);
    }
    override kill(): void {
      sleepers.get(this.renderer)?.delete(this);
      this.pickProgram = this.half; // killed with the other half
      super.kill();
    }
  }
  return Lazy as P;
}

/** Draws for the pointer what the last frame showed to the eye; each frame makes it stale. */
export function wake(picture: PatientSigma<NodeData, EdgeData>): void {
  picture.beginPicking();
  for (const one of sleepers.get(picture) ?? []) one.pick();
}

/** A program that draws nothing, in the place of those of sigma's that nothing here uses: each would be compiled before the first frame. */
export class Nothing {
  drawLabel = undefined;
  drawHover = undefined;
  kill(): void {}
  process(): void {}
  reallocate(): void {}
  render(): void {}
}
