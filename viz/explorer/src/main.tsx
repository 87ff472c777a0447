/** Puts the explorer into the page. */
import { computed, effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./App";
import "./styles/frame.css";
import "./styles/explore.css";
import "./styles/figures.css";
import "./styles/map.css";
import { drawn, filtered, scene, vocabularyAnswer } from "./graph/data";
import { renderer } from "./explore/Stage";
import { focus } from "./picture/look";
import { state } from "./state/state";

/** Milliseconds for which the first paint waits for the picture: all at once is sooner there than the frame of it first. */
const TOGETHER = 300;
const begin = () => {
  clearTimeout(late);
  stop();
  render(<App />, document.getElementById("app") as HTMLElement);
};
const late = setTimeout(begin, TOGETHER);
const settled = computed(() => state.value.view !== "explore" || drawn.value !== null || [scene, vocabularyAnswer].some((answer) => answer.value.status === "failed"));
const stop = effect(() => { if (settled.value) queueMicrotask(begin); });

/** What tests and the curious may look at; nothing of the page depends on it. */
Object.assign(window, {
  sojae: {
    get state() { return state.value; },
    get drawn() { return drawn.value; },
    get filtered() { return filtered.value; },
    get bright() { return [...(focus.value?.nodes ?? [])]; },
    get renderer() { return renderer.value; },
    get frames() { return renderer.value?.frames ?? 0; },
    labels: () => renderer.value?.placed.map((p) => p.box) ?? [],
    place: (id: string) => {
      const r = renderer.value;
      const node = drawn.value?.of.get(id);
      if (!r || !node) return null;
      const t = r.transform;
      const box = r.sigma.getContainer().getBoundingClientRect();
      return [t.a * node.x + t.e + box.x, t.d * node.y + t.f + box.y];
    },
  },
});
