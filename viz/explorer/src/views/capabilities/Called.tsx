/** The cells that are called specialised, surest first, and what might come next where the hold-out test allows it. */
import type { Capabilities } from "../../api/types";
import { messages, nameOf, number, value } from "../../i18n";
import { change } from "../../state/state";
import { columnName, quotient, rowName } from "./Matrix";

const [LEAST, MOST] = [-3, 4]; // powers of two at the ends of the axis

/** A location quotient with its interval, on a scale of powers of two. */
export function QuotientInterval({ shrunk, low, high }: { shrunk: number; low: number; high: number }) {
  const at = (n: number) => {
    const folds = Math.max(LEAST, Math.min(MOST, Math.log2(Math.max(n, 2 ** LEAST))));
    return 6 + (168 * (folds - LEAST)) / (MOST - LEAST);
  };
  return (
    <svg class="interval over-connected" viewBox="0 0 180 16" aria-hidden="true">
      <line x1={at(1)} x2={at(1)} y1="0" y2="16" class="one" />
      <line x1={at(low)} x2={at(high)} y1="8" y2="8" class="span" />
      <circle cx={at(shrunk)} cy="8" r="4.500" />
    </svg>
  );
}

export function Called({ table }: { table: Capabilities }) {
  const msg = messages.value.capabilities;
  const called = table.cells.filter((c) => c.verdict === "specialised");
  const names = new Map([...table.row_list, ...table.column_list].map((one) => [one.id, nameOf(one)]));
  return (
    <div class="ranked">
      <h2>{msg.called}</h2>
      {!called.length && <p class="soft">{msg.noCalled}</p>}
      <ul class="reach pairs capability">
        {called.map((c) => (
          <li key={`${c.row} ${c.column}`}>
            <button
              type="button"
              class="go"
              data-called={`${c.row}~${c.column}`}
              onClick={() => change({ cap_row: c.row })}
            >
              {rowName(c)} – {columnName(c)}
            </button>
            <QuotientInterval {...c} />
            <em>
              {quotient(c.shrunk)}{" "}
              <span class="soft">
                [{quotient(c.low)}, {quotient(c.high)}]
              </span>
            </em>
            <span class="soft">{msg.holders(number(c.count))}</span>
          </li>
        ))}
      </ul>
      {table.next && (
        <>
          <h2>{msg.next}</h2>
          <ul class="reach">
            {table.next.map((n) => (
              <li key={`${n.row} ${n.column}`}>
                <button type="button" class="go" onClick={() => change({ cap_row: n.row })}>
                  {names.get(n.row)} → {names.get(n.column)}
                </button>
                <em>{msg.nextOf(value(n.density))}</em>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
