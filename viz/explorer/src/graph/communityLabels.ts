/** Labels of the scene's communities: the server's where they are of the same partition, else their commonest sectors. */
import { computed } from "@preact/signals";
import { inLanguage, messages, sectorName } from "../i18n";
import { scene } from "./scene";
import { communities, labelsCommunities } from "./tables";
import { communitySummaries } from "./visibleGraph";

const serverLabels = computed(() => {
  const [drawn, answer] = [scene.value.data, communities.value.data];
  // a scene around a node, or beyond the limit, is partitioned by itself: its numbers are others
  if (drawn?.communities.of !== "layer" || answer?.layer !== drawn.layer) return null;
  return new Map(answer.communities.map((c) => [c.id, { ko: c.label_ko, en: c.label_en }]));
});

/** Whether labels are on their way: until then headings stay away, instead of changing under the reader's eyes. */
export const awaitsLabels = computed(() => {
  const { data, status } = communities.value;
  return labelsCommunities.value && data === null && status !== "failed";
});

export function communityLabel(id: number): string {
  const label = serverLabels.value?.get(id);
  if (label) return inLanguage(label);
  const sectors = communitySummaries.value.find((c) => c.id === id)?.sectors ?? [];
  return sectors.length ? sectors.map(sectorName).join("·") : messages.value.community(String(id));
}
