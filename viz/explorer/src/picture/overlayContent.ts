/** What the overlay is to show: hulls of communities and labels of nodes, as they follow from the state. */
import { computed } from "@preact/signals";
import { colouring } from "../graph/colouring";
import { awaitsLabels, communityLabel, drawnMembers } from "../graph/communityLabels";
import { drawnCounts } from "../graph/counts";
import { communitySummaries, visibleGraph } from "../graph/visibleGraph";
import { drawnTexts, number, vocabulary } from "../i18n";
import { select } from "../state/state";
import { communityHulls } from "./hulls";
import { truncateLabel } from "./labels";
import { bandHeadings } from "./bands";
import { attributeOf } from "./layout/attribute";
import { communityColours, labelOrder, nodeLabel, theme } from "./nodeStyle";

const NEUTRAL = "#8a94a0";
const [collapsed, arranged] = [select("collapse"), select("arrange")];

/** The hulls of the communities, and the heading of the rows of isolates. */
export const hullList = computed(() => {
  const graph = visibleGraph.value;
  const terms = vocabulary.value;
  if (!graph || !terms || collapsed.value.length) return [];
  if (/^(circle|layers)/.test(arranged.value))
    return bandHeadings(graph.nodes, attributeOf(arranged.value), arranged.value.startsWith("circle"));
  const byCommunity = colouring.value === "community";
  const result = communityHulls(
    communitySummaries.value.map((g) => ({ ...g, members: [...(drawnMembers.value.get(g.id) ?? [])] })),
    graph.nodeById,
    // a community in the colour of a sector would be taken for the sector
    (g) => (byCommunity ? (communityColours.value.get(g.id) ?? terms.colours.no_sector) : NEUTRAL),
    (g) => (awaitsLabels.value ? "" : truncateLabel(communityLabel(g.id))),
  );
  // isolates stand in rows of their own below the network, which need a heading
  const alone = graph.nodes.filter((n) => n.community < 0 && !n.added && !graph.degree.get(n.id));
  if (alone.length < 6) return result;
  const left = Math.min(...alone.map((n) => n.x - n.r));
  const untied = drawnCounts.value?.untied ?? alone.length;
  const label =
    untied === alone.length
      ? drawnTexts().untied(number(untied))
      : drawnTexts().untiedHere(number(untied), number(alone.length));
  return [
    ...result,
    {
      id: -1,
      members: [],
      colour: theme.value.soft,
      label,
      size: Number.POSITIVE_INFINITY,
      x: left,
      top: Math.max(...alone.map((n) => n.y + n.r)),
      labelBelow: true,
    },
  ];
});

/** The labels to be placed, the most important first. */
export const labelList = computed(() => labelOrder.value.map((n) => ({ id: n.id, text: nodeLabel(n) })));
