/** Rows, columns and order of the table that shows the same as the network. */
import { computed } from "@preact/signals";
import { colouring } from "../../graph/colouring";
import { communityLabel } from "../../graph/communityLabels";
import type { VisibleTie } from "../../graph/filtering";
import { gains } from "../../graph/gains";
import { measureTitle, measureValues } from "../../graph/measures";
import type { ModelNode } from "../../graph/model";
import { ownColumns } from "../../graph/ownAttributes";
import { isListed, isOwn, ownId, type OwnValue } from "../../graph/ownValues";
import { countedPlaceName, placeName } from "../../graph/placeNames";
import { relationLine } from "../../graph/relationLine";
import { details, factById, geography } from "../../graph/tables";
import { readTie } from "../../graph/tieReading";
import { isDrawnScope, styleValues } from "../../graph/styleValues";
import { filteredGraph, truncation } from "../../graph/visibleGraph";
import { drawnTexts, kindName, messages, nameOf, number, sectorName, subkindName, value } from "../../i18n";
import { state } from "../../state/state";
import { placeCounts } from "./map/placeCounts";

export interface Column {
  id: string;
  title: string;
  number: boolean;
}
export interface Row {
  id: string;
  cells: (string | number | null)[];
}

/** A heading that says so where the counts cover only the nodes in the scene. */
const ofDrawn = (id: string) => {
  const title = messages.value.columns[id] ?? "";
  return truncation.value ? messages.value.drawnOnly(title) : title;
};
const named = (n: ModelNode | undefined) => (n ? nameOf({ label_ko: n.nameKo, label_en: n.nameEn }) : "");

function ownCell(own: OwnValue | undefined): string | number | null {
  const { yes, no } = messages.value.own;
  if (typeof own === "boolean") return own ? yes : no;
  return own === undefined || own === "" ? null : own;
}

function nodeTable(): { columns: Column[]; rows: Row[] } {
  const msg = messages.value;
  const graph = filteredGraph.value;
  const { size, range, lang } = state.value;
  const colour = colouring.value;
  const used = [...new Set([size, colour, ...range.map((r) => r.measure)])].filter(
    (m) => (styleValues.value.has(m) || measureValues.value.has(m)) && !isOwn(m),
  );
  const own = ownColumns.value.filter(isListed);
  const changes = gains.value;
  const columns: Column[] = [
    { id: "name", title: msg.columns["name"] ?? "", number: false },
    { id: "other", title: msg.columns["other"] ?? "", number: false },
    { id: "kind", title: msg.columns["kind"] ?? "", number: false },
    { id: "sector", title: msg.columns["sector"] ?? "", number: false },
    { id: "place", title: msg.columns["place"] ?? "", number: false },
    { id: "community", title: msg.columns["community"] ?? "", number: false },
    { id: "ties", title: ofDrawn("ties"), number: true },
    ...(changes
      ? [
          { id: "gained", title: drawnTexts().gainedTies, number: true },
          { id: "lost", title: drawnTexts().lostTies, number: true },
        ]
      : []),
    ...used.map((m) => ({
      id: m,
      title: isDrawnScope(m) ? drawnTexts().ofDrawn(measureTitle(m)) : measureTitle(m),
      number: true,
    })),
    ...own.map((one) => ({ id: ownId(one.name), title: one.name, number: one.shape === "number" })),
  ];
  const { place } = state.value;
  const rows = (graph?.nodes ?? [])
    .filter((n) => !place || n.placeId === place)
    .map((n): Row => ({
      id: n.id,
      cells: [
        named(n),
        lang === "ko" ? n.nameEn : n.nameKo,
        subkindName(n.subkind ?? details.value.get(n.id)?.sub) ?? kindName(n.kind),
        n.kind === "programme" ? null : sectorName(n.sector),
        n.placeId && placeName(n.placeId),
        n.community < 0 ? null : communityLabel(n.community),
        graph?.degree.get(n.id) ?? 0,
        ...(changes ? [changes.get(n.id)?.gained ?? 0, changes.get(n.id)?.lost ?? 0] : []),
        ...used.map((m) => (styleValues.value.get(m) ?? measureValues.value.get(m))?.get(n.id) ?? null),
        ...own.map((one) => ownCell(n.own?.[one.name])),
      ],
    }));
  return { columns, rows };
}
function tieTable(): { columns: Column[]; rows: Row[] } {
  const msg = messages.value;
  const graph = filteredGraph.value;
  const status: Record<VisibleTie["status"], string> = {
    kept: msg.kept,
    fresh: msg.fresh,
    ended: msg.ended,
    changed: msg.changedTie,
  };
  const columns: Column[] = [
    { id: "a", title: msg.columns["a"] ?? "", number: false },
    { id: "predicates", title: msg.columns["predicates"] ?? "", number: false },
    { id: "b", title: msg.columns["b"] ?? "", number: false },
    { id: "relations", title: msg.columns["relations"] ?? "", number: true },
    ...(graph?.compared ? [{ id: "status", title: msg.columns["status"] ?? "", number: false }] : []),
  ];
  const { place } = state.value;
  const at = (id: string) => graph?.nodeById.get(id)?.placeId === place;
  const rows = (graph?.ties ?? [])
    .filter((t) => !place || at(t.a) || at(t.b))
    .map((t): Row => {
      const read = readTie(t, factById.value);
      return {
        id: t.key,
        cells: [
          named(graph?.nodeById.get(read.from)),
          relationLine(read),
          named(graph?.nodeById.get(read.to)),
          t.relations.length,
          ...(graph?.compared ? [status[t.status]] : []),
        ],
      };
    });
  return { columns, rows };
}

/** The places of the map as rows. */
function placeTable(): { columns: Column[]; rows: Row[] } {
  const msg = messages.value;
  const { spots } = placeCounts.value;
  const all = [...(geography.value?.places.values() ?? [])];
  // filters and the scene's limit may leave organisations out: both numbers are shown
  const partly = all.some((s) => s.organisations !== (spots.get(s.id)?.count ?? 0));
  const columns: Column[] = [
    { id: "name", title: msg.columns["place"] ?? "", number: false },
    { id: "other", title: msg.columns["other"] ?? "", number: false },
    { id: "organisations", title: msg.columns["organisations"] ?? "", number: true },
    ...(partly ? [{ id: "drawn", title: msg.columns["drawn"] ?? "", number: true }] : []),
    { id: "ties", title: ofDrawn("ties"), number: true },
    { id: "inside", title: ofDrawn("inside"), number: true },
    { id: "sectors", title: ofDrawn("sectors"), number: false },
  ];
  const rows = all.map((s): Row => {
    const tally = spots.get(s.id);
    const top = [...(tally?.sectors ?? [])]
      .sort((p, q) => q[1] - p[1])
      .slice(0, 3)
      .map(([sector, n]) => `${sectorName(sector === "none" ? null : sector)} ${number(n)}`);
    return {
      id: s.id,
      cells: [
        countedPlaceName(s.id),
        state.value.lang === "ko" ? s.en : s.ko,
        s.organisations,
        ...(partly ? [tally?.count ?? 0] : []),
        tally?.ties ?? 0,
        tally?.internalTies ?? 0,
        top.join(", "),
      ],
    };
  });
  return { columns, rows };
}

export const table = computed(() => {
  const { table: of, sort } = state.value;
  const result = of === "ties" ? tieTable() : of === "places" ? placeTable() : nodeTable();
  const down = sort.startsWith("-");
  const usual = of === "ties" ? "relations" : of === "places" ? "organisations" : "ties";
  const by = result.columns.findIndex((c) => c.id === (sort ? sort.replace(/^-/, "") : usual));
  const turn = sort ? down : true;
  if (by >= 0) {
    const collate = new Intl.Collator(state.value.lang);
    result.rows.sort((p, q) => {
      const [x, y] = [p.cells[by], q.cells[by]];
      if (x === y) return p.id < q.id ? -1 : 1;
      // missing values come last in either direction
      if (x === null || x === undefined || x === "") return 1;
      if (y === null || y === undefined || y === "") return -1;
      const order = typeof x === "number" && typeof y === "number" ? x - y : collate.compare(String(x), String(y));
      return turn ? -order : order;
    });
  }
  return { ...result, by, down: turn };
});
export const cellText = (cell: string | number | null): string =>
  cell === null ? "" : typeof cell === "number" ? value(cell) : cell;
