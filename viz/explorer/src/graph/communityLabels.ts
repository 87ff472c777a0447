/** Labels of the scene's communities as they are drawn: the server's where the whole community is, else the commonest sectors of what is. */
import { computed } from "@preact/signals";
import { inLanguage, messages, sectorName } from "../i18n";
import { commonestSectors } from "./communities";
import type { ModelNode } from "./model";
import { scene } from "./scene";
import { communities, labelsCommunities } from "./tables";
import { communitySummaries, filteredGraph } from "./visibleGraph";

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

/** Community → its members that are drawn with a tie: its ground and its name are theirs. */
export const drawnMembers = computed<ReadonlyMap<number, readonly ModelNode[]>>(() => {
  const [graph, found] = [filteredGraph.value, new Map<number, ModelNode[]>()];
  for (const node of graph?.nodes ?? []) {
    if (node.community < 0 || !graph?.degree.has(node.id)) continue;
    const list = found.get(node.community);
    if (list) list.push(node);
    else found.set(node.community, [node]);
  }
  return found;
});
export function communityLabel(id: number): string {
  const whole = communitySummaries.value.find((c) => c.id === id);
  const drawn = drawnMembers.value.get(id) ?? [];
  const isWhole = whole === undefined || !drawn.length || drawn.length === whole.size;
  const label = serverLabels.value?.get(id);
  if (label && isWhole) return inLanguage(label);
  const sectors = isWhole ? (whole?.sectors ?? []) : commonestSectors(drawn);
  return sectors.length ? sectors.map(sectorName).join("·") : messages.value.community(String(id));
}
