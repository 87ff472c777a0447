/** The ranking by a measure, beside the values of a second one. */
import { useState } from "preact/hooks";
import { record } from "../../api/records";
import type { MeasureValues } from "../../api/types";
import { save } from "../../browser/saveFile";
import { csv } from "../../browser/spreadsheet";
import { Dot } from "../../components/Search";
import { measureTitle } from "../../graph/measures";
import { openNode } from "../../graph/nodeActions";
import { nodeName } from "../../graph/nodeNames";
import { kindAndSector, messages, nameOf, number, otherName, sectorName, value } from "../../i18n";
import { change, state } from "../../state/state";
import { secondary } from "./resources";

const PAGE = 60;
export function Ranking({ found }: { found: MeasureValues }) {
  const msg = messages.value;
  const { against } = state.value;
  const [count, setCount] = useState(PAGE);
  const most = Math.max(...found.values.slice(0, 1).map((v) => Math.abs(v.value)), 1e-12);
  const other = new Map(secondary.value.data && against ? secondary.value.data.values.map((v) => [v.id, v]) : []);
  const title2 = against ? measureTitle(against) : null;
  const saveTable = () =>
    save(
      `sojae-${found.name}.csv`,
      csv(
        [
          msg.columns["rank"],
          msg.columns["name"],
          "id",
          msg.columns["sector"],
          found.name,
          ...(against ? [against] : []),
        ].map((title) => ({ title: title ?? "" })),
        found.values.map((v) => {
          const n = record(v.id);
          return {
            cells: [
              v.rank,
              n ? nameOf(n) : v.id,
              v.id,
              n ? sectorName(n.sector) : null,
              v.value,
              ...(against ? [other.get(v.id)?.value ?? null] : []),
            ],
          };
        }),
      ),
      "text/csv",
    );
  return (
    <>
      <table class="ranking">
        <thead>
          <tr>
            <th scope="col" class="number">
              {msg.columns["rank"]}
            </th>
            <th scope="col">{msg.columns["name"]}</th>
            <th scope="col" class="number">
              {measureTitle(found.name)}
            </th>
            {title2 && (
              <th scope="col" class="number">
                {title2}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {found.values.slice(0, count).map((v) => {
            const node = record(v.id);
            return (
              <tr key={v.id} data-id={v.id}>
                <td class="number soft">{number(v.rank)}</td>
                <th scope="row">
                  <button type="button" class="row" onClick={() => openNode(v.id)}>
                    {node && <Dot node={node} />}
                    <span>
                      <span class="name">{nodeName(v.id)}</span>
                      {node && (
                        <span class="soft">
                          {" "}
                          {[otherName(node), kindAndSector(node)].filter(Boolean)[1] ?? kindAndSector(node)}
                        </span>
                      )}
                    </span>
                  </button>
                </th>
                <td class="number value">
                  <i aria-hidden="true" style={{ width: `${Math.max(0, (66 * v.value) / most)}%` }} />
                  {value(v.value)}
                </td>
                {title2 && (
                  <td class="number">{other.has(v.id) ? value((other.get(v.id) as { value: number }).value) : "–"}</td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {found.total > found.values.length && (
        <p class="soft" data-part="first-ranks">
          {msg.firstRanks(number(found.values.length), number(found.total))}
        </p>
      )}
      <div class="actions">
        {count < found.values.length && (
          <button type="button" class="go" onClick={() => setCount(count + 200)}>
            {msg.more(number(Math.min(200, found.values.length - count)))}
          </button>
        )}
        <button type="button" class="go" data-action="csv" onClick={saveTable}>
          {msg.csv}
        </button>
        <button
          type="button"
          class="go"
          onClick={() => change({ view: "explore", colour: found.name, size: found.name })}
        >
          {msg.colourAndSize}
        </button>
      </div>
    </>
  );
}
