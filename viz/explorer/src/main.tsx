/** Mounts the explorer in the page. */
import { computed, effect } from "@preact/signals";
import { render } from "preact";
import { scene, vocabularyResource } from "./graph/scene";
import { visibleGraph } from "./graph/visibleGraph";
import { App } from "./shell/App";
import "./shell/inspection";
import { state } from "./state/state";
import "./styles/frame.css";
import "./styles/explore.css";
import "./styles/figures.css";
import "./styles/capabilities.css";
import "./styles/map.css";
import "./styles/review.css";
import "./styles/open.css";
import "./styles/hands.css";
import "./styles/story.css";
import "./styles/tour.css";
import "./styles/phone.css";

/**
 * Milliseconds for which the first paint waits for the scene: painting page and network together shows the network sooner
 * than painting the empty page first.
 */
const FIRST_PAINT_MS = 300;

const mount = () => {
  clearTimeout(timer);
  stopWaiting();
  const root = document.getElementById("app");
  if (root) render(<App />, root);
};
const timer = setTimeout(mount, FIRST_PAINT_MS);
const hasSettled = computed(
  () =>
    state.value.view !== "explore" ||
    visibleGraph.value !== null ||
    [scene, vocabularyResource].some((resource) => resource.value.status === "failed"),
);
const stopWaiting = effect(() => {
  if (hasSettled.value) queueMicrotask(mount);
});
