/** Tables as text that spreadsheets open: CSV with a byte-order mark, tab-separated for the clipboard. */

export type Cell = string | number | null;

/** How a text begins that a spreadsheet may take for a formula, full-width signs included. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const formulaSafe = (cell: Cell): string =>
  cell === null ? "" : typeof cell === "number" ? String(cell) : FORMULA.test(cell) ? `'${cell}` : cell;
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export function csv(columns: readonly { title: string }[], rows: readonly { cells: Cell[] }[]): string {
  const lines = [
    columns.map((c) => quoted(formulaSafe(c.title))),
    ...rows.map((r) => r.cells.map((c) => quoted(formulaSafe(c)))),
  ];
  return `\ufeff${lines.map((l) => l.join(",")).join("\r\n")}\r\n`;
}
export function tsv(columns: readonly { title: string }[], rows: readonly { cells: Cell[] }[]): string {
  const flat = (c: Cell) => formulaSafe(c).replace(/[\t\r\n]+/g, " ");
  return [columns.map((c) => flat(c.title)), ...rows.map((r) => r.cells.map(flat))].map((l) => l.join("\t")).join("\n");
}
