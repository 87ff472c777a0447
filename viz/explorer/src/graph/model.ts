/** The nodes and ties before any filter: those of the scene, and those added beside it. */
import type { Kind, NodeRecord, Relation, Scene, Vocabulary } from "../api/types";
import { keyOf } from "./evidence";
import { FreeSpace } from "./freeSpace";
import { isCategorical, type Own, ownId, type OwnId, ownOf, ownOfNodes } from "./ownValues";

export interface ModelNode {
  id: string;
  kind: Kind;
  nameKo: string;
  nameEn: string;
  sector: string | null;
  x: number;
  y: number;
  r: number;
  colour: string;
  community: number;
  /** its place on the map */
  placeId: string | null;
  subkind: string | null;
  own: Own | null;
  /** added beside the scene, as a neighbour of an expanded node or a step of a path */
  added: boolean;
}
export type Status = "kept" | "fresh" | "ended" | "changed";
export interface ModelTie {
  key: string;
  a: string;
  b: string;
  relations: string[];
  predicates: string[];
  weight: number;
  fact: boolean;
  status: Status;
}
export interface SceneModel {
  nodes: Map<string, ModelNode>;
  ties: Map<string, ModelTie>;
  /** the own attributes that are facets */
  ownFacets: readonly OwnId[];
  /** the bounds of the scene alone, so that adding or hiding nodes does not move the camera */
  bounds: { x: [number, number]; y: [number, number] };
}
/** Nodes to add: neighbours of a root, or the steps of a path. */
export interface Addition {
  root: string;
  nodes: NodeRecord[];
  relations: Relation[];
}
export interface Detail {
  sub: string | null;
  /** when it was founded or began: a partial date */
  began: string | null;
}

const ADDED_RADIUS = 6;
/** Below this many nodes the bounds are padded less. */
const SMALL_NETWORK = 30;

/** A scene, with its ties by key if they were indexed already. */
export type SceneWithTies = Scene & { tiesByKey?: Map<string, ModelTie> };

export function makeModel(
  scene: SceneWithTies,
  details: ReadonlyMap<string, Detail>,
  places: ReadonlyMap<string, string>,
  additions: readonly Addition[],
  terms: Vocabulary,
): SceneModel {
  const nodes = new Map<string, ModelNode>();
  const own = ownOfNodes(scene);
  for (const [i, n] of scene.nodes.entries()) {
    const detail = details.get(n.id);
    nodes.set(n.id, {
      id: n.id,
      kind: n.kind,
      nameKo: n.label_ko,
      nameEn: n.label_en,
      sector: n.sector,
      x: n.x,
      y: n.y,
      r: n.size,
      colour: n.colour,
      community: n.community,
      subkind: detail?.sub ?? null,
      placeId: places.get(n.id) ?? null,
      own: own[i] ?? null,
      added: false,
    });
  }
  const known = scene.tiesByKey ?? tiesOf(scene);
  const ties = additions.length ? new Map(known) : known; // a shallow copy will do: added ties have an added end, so no tie of the scene is changed
  addNodes(nodes, ties, additions, places, terms);
  const ownFacets = scene.attributes.filter(isCategorical).map((one) => ownId(one.name));
  return { nodes, ties, ownFacets, bounds: boundsOf(nodes.values()) };
}

/** The ties of a scene by key. */
export function tiesOf(scene: Scene): Map<string, ModelTie> {
  const ties = new Map<string, ModelTie>();
  const fact = scene.layer === "facts";
  for (const { source, target, relations, predicates, weight } of scene.ties) {
    const [a, b] = source < target ? [source, target] : [target, source];
    const key = keyOf(a, b);
    ties.set(key, { key, a, b, relations, predicates, weight, fact, status: "kept" });
  }
  return ties;
}

/** Places added nodes in free space near their neighbours, and adds a tie for each relation. */
function addNodes(
  nodes: Map<string, ModelNode>,
  ties: Map<string, ModelTie>,
  additions: readonly Addition[],
  places: ReadonlyMap<string, string>,
  terms: Vocabulary,
): void {
  if (!additions.length) return;
  const room = new FreeSpace();
  for (const node of nodes.values()) room.occupy(node.x, node.y, node.r);
  for (const { root, nodes: records, relations } of additions) {
    const fresh = records.filter((r) => !nodes.has(r.id));
    for (const record of fresh) {
      // the mean of its visible neighbours, the root counted twice more
      const near = relations.flatMap((r) =>
        r.subject === record.id ? [r.object] : r.object === record.id ? [r.subject] : [],
      );
      const around = [nodes.get(root), nodes.get(root), ...near.map((id) => nodes.get(id))].filter(
        (n) => n !== undefined,
      );
      const centre = around.length
        ? {
            x: around.reduce((sum, n) => sum + n.x, 0) / around.length,
            y: around.reduce((sum, n) => sum + n.y, 0) / around.length,
          }
        : { x: 0, y: 0 };
      const { x, y } = room.nearest(centre.x, centre.y, ADDED_RADIUS);
      const sector = record.sector ?? record.field ?? null;
      const colour =
        record.kind === "programme"
          ? terms.colours.programme
          : (terms.sectors.find((s) => s.id === sector)?.colour ?? terms.colours.no_sector);
      nodes.set(record.id, {
        id: record.id,
        kind: record.kind,
        nameKo: record.name_ko,
        nameEn: record.name_en,
        sector,
        x,
        y,
        r: ADDED_RADIUS,
        colour,
        community: -1,
        subkind: record.organisation_kind ?? record.programme_kind ?? null,
        placeId: places.get(record.id) ?? null,
        own: ownOf(record),
        added: true,
      });
      room.occupy(x, y, ADDED_RADIUS);
    }
  }
  for (const { relations } of additions) {
    for (const relation of relations) {
      const [one, other] = [nodes.get(relation.subject), nodes.get(relation.object)];
      if (!one || !other || one === other || !(one.added || other.added)) continue;
      const key = keyOf(one.id, other.id);
      const known = ties.get(key);
      if (!known) {
        const [a, b] = one.id < other.id ? [one.id, other.id] : [other.id, one.id];
        ties.set(key, {
          key,
          a,
          b,
          relations: [relation.id],
          predicates: [relation.predicate],
          weight: 1,
          fact: true,
          status: "kept",
        });
      } else if (!known.relations.includes(relation.id)) {
        known.relations = [...known.relations, relation.id];
        known.weight += 1;
        if (!known.predicates.includes(relation.predicate))
          known.predicates = [...known.predicates, relation.predicate];
      }
    }
  }
}

export function boundsOf(nodes: Iterable<{ x: number; y: number; r: number }>): SceneModel["bounds"] {
  let [x0, x1, y0, y1] = [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  let count = 0;
  for (const { x, y, r } of nodes) {
    count += 1;
    x0 = Math.min(x0, x - r);
    x1 = Math.max(x1, x + r);
    y0 = Math.min(y0, y - r);
    y1 = Math.max(y1, y + r);
  }
  if (x0 > x1) return { x: [-100, 100], y: [-100, 100] };
  // a few nodes are not enlarged to fill the screen, only enough for labels to fit between them
  const least = count < SMALL_NETWORK ? 260 : 420;
  const [mx, my] = [Math.max(0, least - (x1 - x0)) / 2, Math.max(0, least - (y1 - y0)) / 2];
  return { x: [x0 - mx, x1 + mx], y: [y0 - my, y1 + my] };
}
