/** The table beside the network: sortable, copyable, usable by keyboard. Only the visible rows are in the DOM. */
import { useEffect, useRef, useState } from "preact/hooks";
import { save } from "../../browser/saveFile";
import { csv, tsv } from "../../browser/spreadsheet";
import { notify } from "../../components/Messages";
import { drawnCounts } from "../../graph/counts";
import { flyTo, openNode, selectItem } from "../../graph/nodeActions";
import { placeName } from "../../graph/placeNames";
import { truncation } from "../../graph/visibleGraph";
import { drawnTexts, messages, number } from "../../i18n";
import { change, changeContinuously, state } from "../../state/state";
import { choosePlace } from "./map/placeSelection";
import { cellText, table } from "./tableRows";

const HEIGHT = 30;
const SPARE = 8;

export function TablePanel() {
  const msg = messages.value;
  const { table: of, node, tie, sort, place } = state.value;
  const { columns, rows, by, down } = table.value;
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [at, setAt] = useState(0);
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
    setTop(0);
    setAt(0);
  }, [of, sort]);
  const high = box.current?.clientHeight ?? 300;
  const first = Math.max(0, Math.floor(top / HEIGHT) - SPARE);
  const shown = rows.slice(first, first + Math.ceil(high / HEIGHT) + 2 * SPARE);
  const title = of === "ties" ? msg.tableTies : of === "places" ? msg.tablePlaces : msg.tableNodes;
  const open = (id: string) => {
    if (of === "places") choosePlace(id);
    else if (of === "ties") {
      selectItem({ tie: id });
      flyTo(id.split("~")[0] as string);
    } else openNode(id);
  };
  function key(event: KeyboardEvent) {
    const moves: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -rows.length,
      End: rows.length,
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      const next = Math.min(Math.max(at + move, 0), rows.length - 1);
      setAt(next);
      const y = next * HEIGHT;
      const b = box.current;
      if (b && (y < b.scrollTop || y > b.scrollTop + b.clientHeight - 3 * HEIGHT))
        b.scrollTo({ top: Math.max(0, y - b.clientHeight / 2) });
    } else if (event.key === "Enter" && rows[at]) open((rows[at] as { id: string }).id);
  }
  const copy = () =>
    navigator.clipboard.writeText(tsv(columns, rows)).then(
      () => notify(msg.copied(number(rows.length))),
      () => notify(msg.copyFailed),
    );
  return (
    <section class="twin" aria-label={title}>
      <header>
        <div class="tabs" role="group" aria-label={msg.table}>
          <button type="button" aria-pressed={of === "nodes"} onClick={() => change({ table: "nodes", sort: "" })}>
            {msg.tableNodes}
          </button>
          <button type="button" aria-pressed={of === "ties"} onClick={() => change({ table: "ties", sort: "" })}>
            {msg.tableTies}
          </button>
          <button
            type="button"
            aria-pressed={of === "places"}
            data-table="places"
            onClick={() => change({ table: "places", sort: "" })}
          >
            {msg.tablePlaces}
          </button>
        </div>
        {place && of !== "places" && (
          <button type="button" class="chip" data-action="no-place" onClick={() => change({ place: null })}>
            {placeName(place)} ×
          </button>
        )}
        <span class="soft" data-part="rows">
          {number(rows.length)}
          {of === "nodes" && !place && drawnCounts.value?.untied
            ? ` · ${drawnTexts().untied(number(drawnCounts.value.untied))}`
            : ""}
        </span>
        {truncation.value && of !== "places" && (
          <span class="soft" data-part="of-drawn">
            {msg.ofDrawn(number(truncation.value.drawn), number(truncation.value.total))}
          </span>
        )}
        <button type="button" class="text" onClick={() => void copy()}>
          {msg.copy}
        </button>
        <button
          type="button"
          class="text"
          data-action="csv"
          onClick={() => save(`sojae-${of}.csv`, csv(columns, rows), "text/csv")}
        >
          {msg.csv}
        </button>
        <button type="button" class="close" aria-label={msg.close} onClick={() => change({ table: "none" })}>
          ×
        </button>
      </header>
      <div
        class="rows"
        ref={box}
        tabIndex={0}
        onScroll={(e) => setTop(e.currentTarget.scrollTop)}
        onKeyDown={key}
        aria-label={title}
        role="group"
      >
        <table aria-rowcount={rows.length + 1}>
          <thead>
            <tr>
              {columns.map((c, i) => (
                <th
                  key={c.id}
                  scope="col"
                  class={c.number ? "number" : ""}
                  aria-sort={i === by ? (down ? "descending" : "ascending") : "none"}
                >
                  <button
                    type="button"
                    data-sort={c.id}
                    onClick={() =>
                      changeContinuously({ sort: i === by ? (down ? c.id : `-${c.id}`) : c.number ? `-${c.id}` : c.id })
                    }
                  >
                    {c.title}
                    {i === by ? (down ? " ▾" : " ▴") : ""}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {first > 0 && (
              <tr aria-hidden="true" style={{ height: `${first * HEIGHT}px` }}>
                <td colSpan={columns.length} />
              </tr>
            )}
            {shown.map((row, i) => (
              <tr
                key={row.id}
                aria-rowindex={first + i + 2}
                data-id={row.id}
                class={`${row.id === node || row.id === tie || row.id === place ? "chosen" : ""}${first + i === at ? " at" : ""}`}
                onClick={() => {
                  setAt(first + i);
                  open(row.id);
                }}
              >
                {row.cells.map((cell, j) => (
                  <td
                    key={j}
                    class={columns[j]?.number ? "number" : ""}
                    title={typeof cell === "string" ? cell : undefined}
                  >
                    {cellText(cell)}
                  </td>
                ))}
              </tr>
            ))}
            {first + shown.length < rows.length && (
              <tr aria-hidden="true" style={{ height: `${(rows.length - first - shown.length) * HEIGHT}px` }}>
                <td colSpan={columns.length} />
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}
