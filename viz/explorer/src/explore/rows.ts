/** The table twin of the picture: its rows, their order, and the table as text for a spreadsheet. */
import { computed } from "@preact/signals";
import { details, filtered, values } from "../graph/data";
import { factOf, geography } from "../graph/tables";
import { beyond } from "../graph/whole";
import { reading } from "../graph/directions";
import type { DrawnTie } from "../graph/drawn";
import type { ModelNode } from "../graph/model";
import { groupName } from "../picture/look";
import { measures } from "../graph/data";
import { state } from "../state/state";
import { tallies } from "../map/tallies";
import { kindName, nameOf, number, placeName, relationLine, sectorName, spotName, subName, value, words } from "../words";

export interface Column { id: string; title: string; number: boolean }
export interface Row { id: string; cells: (string | number | null)[] }

/** A heading over what is counted among the nodes drawn only, where those are not all. */
const ofDrawn = (id: string) => { const title = words.value.columns[id] ?? ""; return beyond.value ? words.value.drawnOnly(title) : title; };
const named = (n: ModelNode | undefined) => (n ? nameOf({ label_ko: n.ko, label_en: n.en }) : "");

function nodeTable(): { columns: Column[]; rows: Row[] } {
  const w = words.value;
  const shown = filtered.value;
  const { size, colour, range, lang } = state.value;
  const used = [...new Set([size, colour, ...range.map((r) => r.measure)])].filter((m) => values.value.has(m));
  const title = (m: string) => { const info = measures.value.data?.results.find((i) => i.name === m); return info ? (lang === "ko" ? info.title_ko : info.title_en) : m; };
  const columns: Column[] = [
    { id: "name", title: w.columns["name"] ?? "", number: false }, { id: "other", title: w.columns["other"] ?? "", number: false },
    { id: "kind", title: w.columns["kind"] ?? "", number: false }, { id: "sector", title: w.columns["sector"] ?? "", number: false },
    { id: "place", title: w.columns["place"] ?? "", number: false }, { id: "community", title: w.columns["community"] ?? "", number: false },
    { id: "ties", title: ofDrawn("ties"), number: true }, ...used.map((m) => ({ id: m, title: title(m), number: true })),
  ];
  const { place } = state.value;
  const rows = (shown?.nodes ?? []).filter((n) => !place || n.place === place).map((n): Row => ({
    id: n.id,
    cells: [
      named(n), lang === "ko" ? n.en : n.ko, subName(n.sub ?? details.value.get(n.id)?.sub) ?? kindName(n.kind), n.kind === "programme" ? null : sectorName(n.sector), n.place && placeName(n.place),
      n.community < 0 ? null : groupName(`group:community:${n.community}`), shown?.degree.get(n.id) ?? 0, ...used.map((m) => values.value.get(m)?.get(n.id) ?? null),
    ],
  }));
  return { columns, rows };
}
function tieTable(): { columns: Column[]; rows: Row[] } {
  const w = words.value;
  const shown = filtered.value;
  const status: Record<DrawnTie["status"], string> = { kept: w.kept, fresh: w.fresh, ended: w.ended, changed: w.changedTie };
  const columns: Column[] = [
    { id: "a", title: w.columns["a"] ?? "", number: false }, { id: "predicates", title: w.columns["predicates"] ?? "", number: false },
    { id: "b", title: w.columns["b"] ?? "", number: false }, { id: "relations", title: w.columns["relations"] ?? "", number: true },
    ...(shown?.compared ? [{ id: "status", title: w.columns["status"] ?? "", number: false }] : []),
  ];
  const { place } = state.value;
  const at = (id: string) => shown?.of.get(id)?.place === place;
  const rows = (shown?.ties ?? []).filter((t) => !place || at(t.a) || at(t.b)).map((t): Row => {
    const read = reading(t, factOf.value);
    return { id: t.key, cells: [named(shown?.of.get(read.from)), relationLine(read), named(shown?.of.get(read.to)), t.relations.length, ...(shown?.compared ? [status[t.status]] : [])] };
  });
  return { columns, rows };
}

/** The map as rows. */
function placeTable(): { columns: Column[]; rows: Row[] } {
  const w = words.value;
  const { spots } = tallies.value;
  const all = [...(geography.value?.spots.values() ?? [])];
  // filters, the layer and the size of the picture leave some out: both numbers are told
  const partly = all.some((s) => s.members !== (spots.get(s.id)?.count ?? 0));
  const columns: Column[] = [
    { id: "name", title: w.columns["place"] ?? "", number: false }, { id: "other", title: w.columns["other"] ?? "", number: false },
    { id: "organisations", title: w.columns["organisations"] ?? "", number: true }, ...(partly ? [{ id: "drawn", title: w.columns["drawn"] ?? "", number: true }] : []),
    { id: "ties", title: ofDrawn("ties"), number: true }, { id: "inside", title: ofDrawn("inside"), number: true }, { id: "sectors", title: ofDrawn("sectors"), number: false },
  ];
  const rows = all.map((s): Row => {
    const tally = spots.get(s.id);
    const top = [...(tally?.sectors ?? [])].sort((p, q) => q[1] - p[1]).slice(0, 3).map(([sector, n]) => `${sectorName(sector === "none" ? null : sector)} ${number(n)}`);
    return { id: s.id, cells: [spotName(s.id), state.value.lang === "ko" ? s.en : s.ko, s.members, ...(partly ? [tally?.count ?? 0] : []), tally?.ties ?? 0, tally?.inside ?? 0, top.join(", ")] };
  });
  return { columns, rows };
}

export const table = computed(() => {
  const { table: of, sort } = state.value;
  const made = of === "ties" ? tieTable() : of === "places" ? placeTable() : nodeTable();
  const down = sort.startsWith("-");
  const usual = of === "ties" ? "relations" : of === "places" ? "organisations" : "ties";
  const by = made.columns.findIndex((c) => c.id === (sort ? sort.replace(/^-/, "") : usual));
  const turn = sort ? down : true;
  if (by >= 0) {
    const collate = new Intl.Collator(state.value.lang);
    made.rows.sort((p, q) => {
      const [x, y] = [p.cells[by], q.cells[by]];
      if (x === y) return p.id < q.id ? -1 : 1;
      // what is not known comes last either way
      if (x === null || x === undefined || x === "") return 1;
      if (y === null || y === undefined || y === "") return -1;
      const order = typeof x === "number" && typeof y === "number" ? x - y : collate.compare(String(x), String(y));
      return turn ? -order : order;
    });
  }
  return { ...made, by, down: turn };
});
export const cellText = (cell: string | number | null): string => (cell === null ? "" : typeof cell === "number" ? value(cell) : cell);

// how a cell begins that a spreadsheet may take for a formula
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
export const safe = (cell: string | number | null): string => (cell === null ? "" : typeof cell === "number" ? String(cell) : FORMULA.test(cell) ? `'${cell}` : cell);
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** The table as CSV that spreadsheets open as text. */
export function csv(columns: readonly { title: string }[], rows: readonly { cells: (string | number | null)[] }[]): string {
  const lines = [columns.map((c) => quoted(safe(c.title))), ...rows.map((r) => r.cells.map((c) => quoted(safe(c))))];
  return `\ufeff${lines.map((l) => l.join(",")).join("\r\n")}\r\n`;
}
export function tsv(columns: readonly { title: string }[], rows: readonly { cells: (string | number | null)[] }[]): string {
  const flat = (c: string | number | null) => safe(c).replace(/[\t\r\n]+/g, " ");
  return [columns.map((c) => flat(c.title)), ...rows.map((r) => r.cells.map(flat))].map((l) => l.join("\t")).join("\n");
}
