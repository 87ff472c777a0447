/** The scene that is drawn, and the vocabulary that it is described in. */
import { computed, effect } from "@preact/signals";
import { get, urlOf } from "../api/client";
import { resource } from "../api/resource";
import type { Scene, Vocabulary } from "../api/types";
import { LARGE, yieldToBrowser } from "../browser/timeSlices";
import { vocabulary } from "../i18n";
import { change, discardParameter, select, state } from "../state/state";
import { type SceneWithTies, tiesOf } from "./model";
import { root, scenePeriod } from "./tables";

export const vocabularyResource = resource<Vocabulary>(() => "./vocabulary.json");
effect(() => {
  if (vocabularyResource.value.data) vocabulary.value = vocabularyResource.value.data;
});
const [layer, around, depth, asOf, since, undated, isolates, view] = [
  select("layer"),
  select("around"),
  select("depth"),
  select("as_of"),
  select("since"),
  select("undated"),
  select("isolates"),
  select("view"),
];
/** By default isolates are drawn, except in the layer of shared technology: few organisations share one, and isolates would crowd them out. */
export const showIsolates = computed(() =>
  isolates.value === "auto" ? layer.value !== "technology" : isolates.value === "show",
);
/** The layout of the scene does not depend on the date, so that moving the time slider moves no node. */
export const sceneUrl = computed(() => {
  if (view.value !== "explore") return null;
  // whether the server or the page applies the date follows from the number of relations, which `root` tells
  const dated = asOf.value !== null || since.value !== null || undated.value === "drop";
  if (dated && !root.value.data && root.value.status === "loading") return null;
  const period = scenePeriod.value;
  return around.value
    ? urlOf("/scene", {
        around: around.value,
        depth: depth.value,
        layer: layer.value, // around a node the server's own default would be another
        ...period,
      })
    : urlOf("/scene", {
        layer: layer.value === "all" ? null : layer.value,
        isolates: showIsolates.value ? true : null,
        ...period,
      });
});
let lastUrl: string | null = null; // kept while another view is open, so that coming back fetches nothing
export const scene = resource<SceneWithTies>(
  () => (lastUrl = sceneUrl.value ?? lastUrl),
  async (address) => {
    const found = await get<Scene>(address);
    const tiesByKey = tiesOf(found);
    if (tiesByKey.size > LARGE) await yieldToBrowser(); // what follows from a scene is a long task of its own
    return { ...found, tiesByKey };
  },
);
/** A link may name a node that only `facts` has: then that layer is shown, and the control says so. */
effect(() => {
  const { problem } = scene.value;
  const { around: id, layer: shown } = state.peek();
  if (problem?.status !== 404 || !id) return;
  const discard = () => discardParameter("around", id, { around: null });
  if (shown === "facts") return discard();
  get(urlOf(`/nodes/${encodeURIComponent(id)}/neighbourhood`, { limit: 1 })).then(
    () => state.peek().around === id && change({ layer: "facts" }),
    discard,
  );
});
