/** The view of capabilities: who is specialised in what, how sure that is, and whether the data can tell what comes next. */
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { Timeline } from "../../components/Timeline";
import { inLanguage, messages, number } from "../../i18n";
import type { CapabilityColumns, CapabilityRows } from "../../state/address";
import { change, state } from "../../state/state";
import { Called } from "./Called";
import { Matrix } from "./Matrix";
import { RowPanel } from "./RowPanel";
import { table } from "./resources";

const ROWS: CapabilityRows[] = ["sector", "city", "district", "organisation"];
const COLUMNS: CapabilityColumns[] = ["field", "technology", "ipc"];

export function Capabilities() {
  const msg = messages.value.capabilities;
  const { data, status, problem, retry, stop } = table.value;
  const { cap_rows, cap_columns, cap_row, as_of } = state.value;
  // the data has no patent class: the remedy is told in the language of the page
  const noPatents = problem?.status === 422 && cap_columns === "ipc";
  return (
    <main class="gaps capabilities">
      <section class="left">
        <h2>{msg.title}</h2>
        <div class="controls">
          <label>
            {msg.rows}{" "}
            <select
              value={cap_rows}
              data-control="cap_rows"
              onChange={(e) => change({ cap_rows: e.currentTarget.value as CapabilityRows, cap_row: null })}
            >
              {ROWS.map((r) => (
                <option key={r} value={r}>
                  {msg.rowsBy[r]}
                </option>
              ))}
            </select>
          </label>
          <label>
            {msg.columns}{" "}
            <select
              value={cap_columns}
              data-control="cap_columns"
              onChange={(e) => change({ cap_columns: e.currentTarget.value as CapabilityColumns })}
            >
              {COLUMNS.map((c) => (
                <option key={c} value={c}>
                  {msg.columnsBy[c]}
                </option>
              ))}
            </select>
          </label>
        </div>
        <p class="question">
          {msg.question} <span class="soft">{msg.quotientHint}</span>
        </p>
        {data && status !== "failed" && (
          <p class="soft counts">
            {msg.counted(number(data.organisations), number(data.unplaced))}
            {as_of ? ` · ${messages.value.asOf} ${as_of}` : ""}
          </p>
        )}
        {status === "failed" &&
          problem &&
          (noPatents ? <p class="warning">{msg.noPatents}</p> : <Failure problem={problem} retry={retry} />)}
        {status === "loading" && <Spinner overlay={data !== null} stop={stop} />}
        {data && status !== "failed" && (
          <div class={status === "loading" ? "stale" : ""}>
            {data.row_list.length ? <Matrix table={data} /> : <p class="soft">{msg.empty}</p>}
          </div>
        )}
      </section>
      <section class="right">
        {data && status !== "failed" && (
          <>
            <p class={data.next ? "soft" : "warning"} role="note" data-part="next">
              {inLanguage(data.next_reason)}
              {data.holdout?.auc !== null && data.holdout !== null && (
                <span class="tested"> {msg.trial(data.holdout.cutoffs.join(", "), number(data.holdout.entries))}</span>
              )}
            </p>
            {cap_row ? <RowPanel table={data} key={cap_row} /> : <Called table={data} />}
          </>
        )}
      </section>
      <Timeline single />
    </main>
  );
}
