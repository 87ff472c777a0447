/** What is drawn as plain data: nodes and ties as they stand on the screen. Every file is written from it, and nothing is asked or filtered again. */
import { type GroupNode, isGroup } from "../graph/collapse";
import type { Status } from "../graph/filtering";
import { type Own, valuesIn } from "../graph/ownValues";
import { placeName } from "../graph/placeNames";
import { factById } from "../graph/tables";
import { readTie, isMutual } from "../graph/tieReading";
import { visibleGraph } from "../graph/visibleGraph";
import { about, type About } from "../graph/about";
import { nodeLabel, nodeStyle } from "./nodeStyle";
import { tieStyle } from "./tieStyle";

export interface DrawnNode {
  id: string;
  label: string;
  name_ko: string;
  name_en: string;
  kind: string;
  sector: string | null;
  place: string | null;
  community: number | null;
  /** as on the screen, y downwards */
  x: number;
  y: number;
  size: number;
  colour: string;
  /** ties that are drawn */
  ties: number;
  /** ids of the nodes that a collapsed group stands for */
  members: string[];
  own: Own;
}
export interface DrawnTie {
  id: string;
  source: string;
  target: string;
  directed: boolean;
  weight: number;
  predicates: string[];
  relations: string[];
  /** between two days: whether the tie was added, ended, changed or kept; null where one day is shown */
  status: Status | null;
  colour: string;
  width: number;
}
export interface Drawn {
  about: About;
  nodes: DrawnNode[];
  ties: DrawnTie[];
}

const rounded = (v: number) => Number(v.toFixed(2));

/** What is drawn, or of it only some nodes and the ties among them. */
export function drawn(only?: ReadonlySet<string>): Drawn | null {
  const graph = visibleGraph.value;
  if (!graph) return null;
  const [styleOf, tieStyleOf, facts] = [nodeStyle.value, tieStyle.value, factById.value];
  const has = (id: string) => !only || only.has(id);
  const nodes = graph.nodes
    .filter((n) => has(n.id))
    .map((node): DrawnNode => {
      const { colour, r } = styleOf(node);
      const group = isGroup(node.id);
      return {
        id: node.id,
        label: nodeLabel(node),
        name_ko: group ? nodeLabel(node) : node.nameKo,
        name_en: group ? nodeLabel(node) : node.nameEn,
        kind: group ? "group" : node.kind,
        sector: node.sector,
        place: node.placeId && placeName(node.placeId),
        community: node.community < 0 ? null : node.community,
        x: rounded(node.x),
        y: rounded(node.y),
        size: rounded(r),
        colour,
        ties: graph.degree.get(node.id) ?? 0,
        members: group ? (node as GroupNode).members : [],
        own: group ? {} : valuesIn(node.own ?? {}),
      };
    });
  const ties = graph.ties
    .filter((t) => has(t.a) && has(t.b))
    .map((tie): DrawnTie => {
      const { from, to, forward, backward, shared, undirected } = readTie(tie, facts);
      const { colour, size } = tieStyleOf(tie);
      return {
        id: tie.key,
        source: from,
        target: to,
        directed:
          forward.some((p) => !isMutual(p)) &&
          !forward.some(isMutual) &&
          !(backward.length + shared.length + undirected.length),
        weight: tie.weight,
        predicates: tie.predicates,
        relations: tie.relations,
        status: graph.compared ? tie.status : null,
        colour,
        width: rounded(size),
      };
    });
  return { about: about(nodes.length, ties.length), nodes, ties };
}
