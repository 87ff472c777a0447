/** What there is to draw before any filter: the nodes of the scene, those brought in beside it, and where they stand. */
import type { Kind, NodeRecord, Relation, Scene, Vocabulary } from "../api/types";
import { keyOf } from "./evidence";
import { FreeSpace } from "./freeSpace";

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
  /** the spot of the map it stands at */
  placeId: string | null;
  subkind: string | null;
  /** brought in beside the scene: by opening a node's neighbours, or as a step of a path */
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
  /** the frame of the scene: what is brought in or hidden later does not move the picture */
  bounds: { x: [number, number]; y: [number, number] };
}
/** Nodes to bring in: those around a root, or the steps of a path. */
export interface Addition {
  root: string;
  nodes: NodeRecord[];
  relations: Relation[];
}
export interface Detail {
  sub: string | null;
}

const ADDED_RADIUS = 6;
/** Nodes of a small network. */
const SMALL_NETWORK = 30;

/** A scene, and its ties if they were looked up already. */
export type SceneWithTies = Scene & { tiesByKey?: Map<string, ModelTie> };

export function makeModel(
  scene: SceneWithTies,
  details: ReadonlyMap<string, Detail>,
  places: ReadonlyMap<string, string>,
  brought: readonly Addition[],
  words: Vocabulary,
): SceneModel {
  const nodes = new Map<string, ModelNode>();
  for (const n of scene.nodes) {
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
      added: false,
    });
  }
  const known = scene.tiesByKey ?? tiesOf(scene);
  const ties = brought.length ? new Map(known) : known; // what is brought has an end beside the scene: no tie of the scene is touched
  addNodes(nodes, ties, brought, places, words);
  return { nodes, ties, bounds: boundsOf(nodes.values()) };
}

/** The ties of a scene by their keys. */
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

/** Places new nodes in free room around the one they were opened from; a tie is drawn for each relation they bring. */
function addNodes(
  nodes: Map<string, ModelNode>,
  ties: Map<string, ModelTie>,
  brought: readonly Addition[],
  places: ReadonlyMap<string, string>,
  words: Vocabulary,
): void {
  if (!brought.length) return;
  const room = new FreeSpace();
  for (const node of nodes.values()) room.occupy(node.x, node.y, node.r);
  for (const { root, nodes: records, relations } of brought) {
    const fresh = records.filter((r) => !nodes.has(r.id));
    for (const record of fresh) {
      // near those of its neighbours that are drawn, the root counting most
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
          ? words.colours.programme
          : (words.sectors.find((s) => s.id === sector)?.colour ?? words.colours.no_sector);
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
        added: true,
      });
      room.occupy(x, y, ADDED_RADIUS);
    }
  }
  for (const { relations } of brought) {
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
  // a few nodes alone are not blown up to the size of the screen, but so far that names find room between them
  const least = count < SMALL_NETWORK ? 260 : 420;
  const [mx, my] = [Math.max(0, least - (x1 - x0)) / 2, Math.max(0, least - (y1 - y0)) / 2];
  return { x: [x0 - mx, x1 + mx], y: [y0 - my, y1 + my] };
}
