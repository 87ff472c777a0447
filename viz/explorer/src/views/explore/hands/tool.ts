/** The tool that the pointer has over the network, and the outline that it draws. */
import { signal } from "@preact/signals";
import { selectNodes } from "../../../graph/selection";
import { visibleGraph } from "../../../graph/visibleGraph";
import { listenToRegions, nodesInside, type Point, type Tool } from "../../../picture/regionGesture";
import type { Renderer } from "../../../picture/renderer";

export const TOOLS: readonly Tool[] = ["move", "rectangle", "lasso"];
export const tool = signal<Tool>("move");
export const outline = signal<readonly Point[] | null>(null);

/** Lets the reader select by rectangle and lasso in a network; returns what ends it. */
export const selectRegions = (container: HTMLElement, renderer: Renderer): (() => void) =>
  listenToRegions(container, {
    tool: () => tool.peek(),
    drawn: (points) => {
      outline.value = points && [...points];
    },
    done: (points, beside) => {
      selectNodes(nodesInside(visibleGraph.peek()?.nodes ?? [], points, renderer.transform), beside);
    },
  });
