/** The table of rows and columns: colour is the shrunk location quotient, a frame marks specialisation, hatching too little data. */
import { useState } from "preact/hooks";
import type { Capabilities, CapabilityCell } from "../../api/types";
import { Hatching, ScaleLegend } from "../../components/ScaleLegend";
import { messages, nameOf, number } from "../../i18n";
import { isDark } from "../../picture/nodeStyle";
import { change, state } from "../../state/state";
import { inkOn, shade } from "../../picture/colourScale";

const HATCH = "capability-hatch";
const CELL = 46;
const ROW = 36;
const LEFT = 150;
const TOP = 112;
const MOST_ROWS = 30;
const MOST_COLUMNS = 14;
const LONGEST = 13;

export const rowName = (c: CapabilityCell) => nameOf({ name_ko: c.row_ko, name_en: c.row_en });
export const columnName = (c: CapabilityCell) => nameOf({ name_ko: c.column_ko, name_en: c.column_en });
export const quotient = (n: number) => n.toFixed(1);
const short = (name: string) => {
  const most = /[가-힣]/.test(name) ? LONGEST - 2 : LONGEST + 6;
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
};

/** What a cell says, in words. */
export function said(c: CapabilityCell): string {
  const msg = messages.value.capabilities;
  const figures = msg.cell(
    rowName(c),
    columnName(c),
    number(c.count),
    quotient(c.shrunk),
    quotient(c.low),
    quotient(c.high),
  );
  return `${figures} · ${msg.verdict[c.verdict]}`;
}

function Legend() {
  const msg = messages.value.capabilities.legend;
  return (
    <ScaleLegend less={msg.less} more={msg.more} hatched={msg.hatched} pattern={HATCH}>
      <span class="called-note">
        <svg width="18" height="14" aria-hidden="true">
          <rect x="1.500" y="1.500" width="15" height="11" class="called-frame" />
        </svg>{" "}
        {msg.called}
      </span>
    </ScaleLegend>
  );
}

export function Matrix({ table }: { table: Capabilities }) {
  const msg = messages.value.capabilities;
  const [at, setAt] = useState<CapabilityCell | null>(null);
  const bySize = <T extends { id: string; total: number }>(list: readonly T[], most: number) =>
    [...list].sort((p, q) => q.total - p.total || (p.id < q.id ? -1 : 1)).slice(0, most);
  const rows = bySize(table.row_list, MOST_ROWS);
  // columns in the order of the rows where both are sectors, so that the own field lies on the diagonal
  const columns = bySize(table.column_list, MOST_COLUMNS);
  const place = new Map(rows.map((r, i) => [r.id, i]));
  columns.sort((p, q) => (place.get(p.id) ?? rows.length) - (place.get(q.id) ?? rows.length));
  const across = new Map(columns.map((c, i) => [c.id, i]));
  const cells = table.cells.filter((c) => place.has(c.row) && across.has(c.column));
  const [width, height] = [LEFT + columns.length * CELL + 70, TOP + rows.length * ROW + 4];
  const open = (row: string) => change({ cap_row: row });
  return (
    <>
      <Legend />
      <p class="said-cell" aria-live="polite">
        {at ? said(at) : msg.hint}
      </p>
      <div class="matrix-box" style={{ "--matrix-width": `${width}px` }}>
        <svg
          class="matrix capability"
          viewBox={`0 0 ${width} ${height}`}
          style={{ maxWidth: `${width * 1.15}px` }}
          role="group"
          aria-label={msg.title}
          onMouseLeave={() => setAt(null)}
        >
          <defs>
            <Hatching id={HATCH} />
          </defs>
          {columns.map((c, i) => (
            <g class="axis still" key={c.id}>
              <text
                x={LEFT + (i + 0.5) * CELL}
                y={TOP - 8}
                transform={`rotate(-42 ${LEFT + (i + 0.5) * CELL} ${TOP - 8})`}
                class={at?.column === c.id ? "on" : ""}
              >
                <title>{nameOf(c)}</title>
                {short(nameOf(c))}
              </text>
            </g>
          ))}
          {rows.map((r, i) => (
            <g class="axis" key={r.id} onClick={() => open(r.id)}>
              <text
                role="link"
                tabIndex={0}
                data-row={r.id}
                x={LEFT - 8}
                y={TOP + (i + 0.5) * ROW}
                text-anchor="end"
                dominant-baseline="central"
                class={at?.row === r.id || state.value.cap_row === r.id ? "on" : ""}
                onKeyDown={(e) => {
                  if (e.key === "Enter") open(r.id);
                }}
              >
                <title>{nameOf(r)}</title>
                {short(nameOf(r))}
              </text>
            </g>
          ))}
          {cells.map((c) => {
            const [x, y] = [LEFT + (across.get(c.column) ?? 0) * CELL, TOP + (place.get(c.row) ?? 0) * ROW];
            const judged = c.verdict !== "not enough data";
            const fill = judged ? shade(c.shrunk, isDark.value) : `url(#${HATCH})`;
            const ink = judged ? inkOn(fill) : "var(--soft)";
            return (
              <g
                key={`${c.row} ${c.column}`}
                class={`cell${c.verdict === "specialised" ? " called" : ""}`}
                data-cell={`${c.row}~${c.column}`}
                onMouseEnter={() => setAt(c)}
                onClick={() => open(c.row)}
              >
                <title>{said(c)}</title>
                <rect
                  x={x + 1}
                  y={y + 1}
                  width={CELL - 2}
                  height={ROW - 2}
                  rx="3"
                  fill={fill}
                  class={c.count || !judged ? "frame" : "frame nobody"}
                />
                {c.count > 0 && (
                  <>
                    <text x={x + CELL / 2} y={y + 15} text-anchor="middle" class="observed" fill={ink}>
                      {number(c.count)}
                    </text>
                    {judged && (
                      <text x={x + CELL / 2} y={y + 28} text-anchor="middle" class="expected" fill={ink}>
                        {quotient(c.shrunk)}
                      </text>
                    )}
                  </>
                )}
              </g>
            );
          })}
        </svg>
      </div>
      {(rows.length < table.row_list.length || columns.length < table.column_list.length) && (
        <p class="soft" data-part="shown">
          {msg.shown(
            number(rows.length),
            number(table.row_list.length),
            number(columns.length),
            number(table.column_list.length),
          )}
        </p>
      )}
    </>
  );
}
