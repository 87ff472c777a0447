/** The line above the network: how many nodes of each kind and how many ties are drawn, of how many. */
import { computed } from "@preact/signals";
import { drawnCounts, STATUSES } from "../../graph/counts";
import { filteredGraph, truncation } from "../../graph/visibleGraph";
import { drawnTexts, messages, number } from "../../i18n";

const part = (now: number, of: number) => (now === of ? number(of) : messages.value.ofAll(number(now), number(of)));

export const countsLine = computed(() => {
  const msg = messages.value;
  const texts = drawnTexts();
  const counts = drawnCounts.value;
  if (!counts) return "";
  const { kinds, ties, byStatus, tied, untied, left, collapsed } = counts;
  const truncated = truncation.value;
  const onlyOrganisations = kinds.every(({ kind, now }) => kind === "organisation" || !now);
  return [
    ...kinds.map(({ kind, now, of }) => msg.counted(msg.nodes[kind] as string, part(now, of))),
    onlyOrganisations ? msg.tied(number(tied)) : texts.tiedNodes(number(tied)),
    msg.counted(msg.ties, part(ties.now, ties.of)),
    filteredGraph.value?.compared && STATUSES.map((s) => `${texts.status[s]} ${number(byStatus[s])}`).join(", "),
    untied && texts.untied(number(untied)),
    left.untied && texts.untiedLeft(number(left.untied)),
    left.later && texts.laterLeft(number(left.later)),
    collapsed && texts.collapsed(number(collapsed.groups), number(collapsed.nodes), number(collapsed.ties)),
    truncated && `${msg.omitted(number(truncated.count))}: ${msg.omittedRule[truncated.rule]}`,
  ]
    .filter(Boolean)
    .join(" · ");
});
