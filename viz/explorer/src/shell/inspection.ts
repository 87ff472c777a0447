/** `window.sojae`: what the browser tests and the console may read; nothing of the page depends on it. */
import { valuesOfDrawn } from "../graph/ofDrawn";
import { filteredGraph, visibleGraph } from "../graph/visibleGraph";
import { activeRenderer } from "../picture/activeRenderer";
import { arrangedIn, arranging } from "../picture/layout/arrange";
import { highlight } from "../picture/nodeStyle";
import { state } from "../state/state";

/** Where the centre of a node is in the window; null if it is not drawn. */
function positionOf(id: string): [number, number] | null {
  const renderer = activeRenderer.value;
  const node = visibleGraph.value?.nodeById.get(id);
  if (!renderer || !node) return null;
  const { a, d, e, f } = renderer.transform;
  const box = renderer.sigma.getContainer().getBoundingClientRect();
  return [a * node.x + e + box.x, d * node.y + f + box.y];
}

Object.assign(window, {
  sojae: {
    get state() {
      return state.value;
    },
    get graph() {
      return visibleGraph.value;
    },
    get filtered() {
      return filteredGraph.value;
    },
    get highlighted() {
      return [...(highlight.value?.nodes ?? [])];
    },
    get renderer() {
      return activeRenderer.value;
    },
    get frames() {
      return activeRenderer.value?.frames ?? 0;
    },
    ofDrawn: (measure: string) => valuesOfDrawn.value.get(measure) ?? null,
    get arranging() {
      return arranging.value;
    },
    get arrangedIn() {
      return arrangedIn.value;
    },
    labels: () => activeRenderer.value?.placedLabels.map((label) => label.box) ?? [],
    positionOf,
  },
});
