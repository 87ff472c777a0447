/** What one row does and what only others do, each with its organisations and the sources that say so. */
import { useEffect } from "preact/hooks";
import { requestNodes } from "../../api/records";
import type { Capabilities, CapabilityHeld } from "../../api/types";
import { NameButton, RelationList } from "../../components/Evidence";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { messages, nameOf, number } from "../../i18n";
import { change } from "../../state/state";
import { QuotientInterval } from "./Called";
import { quotient } from "./Matrix";
import { card } from "./resources";

function Holders({ held, names }: { held: CapabilityHeld; names: Map<string, string> }) {
  const msg = messages.value;
  return (
    <ul class="holders">
      {held.holders.map((h) => (
        <li key={h.id}>
          <NameButton id={h.id} />
          {!held.own && h.row && <span class="soft"> {names.get(h.row)}</span>}
          <details>
            <summary>{msg.recorded(number(h.relations.length))}</summary>
            <RelationList ids={h.relations} open={h.relations.length <= 3} />
          </details>
        </li>
      ))}
    </ul>
  );
}

export function RowPanel({ table }: { table: Capabilities }) {
  const msg = messages.value.capabilities;
  const { data, status, problem, retry } = card.value;
  useEffect(() => {
    if (data) void requestNodes(data.results.flatMap((one) => one.holders.map((h) => h.id)));
  }, [data]);
  if (problem && problem.status !== 404) return <Failure problem={problem} retry={retry} small />;
  if (!data || status === "loading") return <Spinner />;
  const names = new Map(data.row_names.map((r) => [r.id, nameOf(r)]));
  const cells = new Map(table.cells.filter((c) => c.row === data.id).map((c) => [c.column, c]));
  const parts: [string, CapabilityHeld[]][] = [
    [msg.does, data.results.filter((one) => one.own)],
    [msg.others, data.results.filter((one) => !one.own)],
  ];
  const listed = parts[1]?.[1].length ?? 0;
  return (
    <div class="pair-panel" data-part="row">
      <button type="button" class="go" onClick={() => change({ cap_row: null })}>
        {msg.back}
      </button>
      <h2>{nameOf(data)}</h2>
      {parts.map(([title, held], others) => (
        <section key={title} data-part={others ? "others" : "does"}>
          <h3>{title}</h3>
          {others === 1 && <p class="soft">{msg.othersHint}</p>}
          {!held.length && <p class="soft">{msg.nothing}</p>}
          {held.map((one) => {
            const cell = cells.get(one.column);
            return (
              <details class="held" key={one.column} data-column={one.column}>
                <summary>
                  <b>{nameOf({ name_ko: one.column_ko, name_en: one.column_en })}</b>{" "}
                  <span class="soft">{msg.holders(number(one.own ? one.count : one.organisations))}</span>
                  {one.own && cell && cell.verdict !== "not enough data" && (
                    <>
                      <QuotientInterval {...cell} />
                      <em>
                        {quotient(cell.shrunk)} [{quotient(cell.low)}, {quotient(cell.high)}]
                      </em>
                    </>
                  )}
                  {one.own && (
                    <span class={`verdict ${one.verdict.replaceAll(" ", "-")}`}>{msg.verdict[one.verdict]}</span>
                  )}
                </summary>
                <Holders held={one} names={names} />
              </details>
            );
          })}
        </section>
      ))}
      {data.others_in_all > listed && <p class="soft">{msg.othersMore(number(data.others_in_all - listed))}</p>}
    </div>
  );
}
