/** The file as recognised: format, sheet, encoding, header row, first rows. */
import type { Workspace } from "../../api/types";
import { Told } from "../../components/Told";
import { number } from "../../i18n";
import { opening } from "../../i18n/opening";
import type { ProposedTable } from "./mapping";
import { ChooseFiles } from "./Open";
import { EncodingField, HeaderField } from "./KnownFields";
import { chooseOrigin, chooseTable, close, NETWORKS, origin, proposal, recognise, table } from "./openState";

const ORIGINS = ["table", ...NETWORKS, "rdf"];
const SHOWN_COLUMNS = 40;
const rowClass = ({ header }: ProposedTable, line: number) =>
  line === header ? "header" : line < (header ?? 0) ? "above" : "";

export function FileColumn({ found }: { found: Workspace }) {
  const msg = opening.value;
  const proposed = proposal.value;
  const one = proposed?.tables[table.value];
  const known = origin.value === null || ORIGINS.includes(origin.value) ? ORIGINS : [origin.value, ...ORIGINS];
  const facts: [string, string | number | null][] = one
    ? [
        [msg.delimiter, one.delimiter],
        [msg.rows, number(one.rows)],
      ]
    : [];
  return (
    <section class="source-file" aria-label={msg.file}>
      <h2>{msg.file}</h2>
      <p class="names">
        <b>{found.files.join(", ")}</b> <ChooseFiles label={msg.another} />{" "}
        <button type="button" class="go soft" data-action="close-file" onClick={close}>
          {msg.close}
        </button>
      </p>
      <label>
        {msg.kind}
        <select
          value={origin.value ?? ""}
          data-control="origin"
          onChange={(e) => {
            chooseOrigin(e.currentTarget.value || null);
          }}
        >
          {origin.value === null && <option value="">–</option>}
          {known.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      {proposed && proposed.tables.length > 1 && (
        <label>
          {msg.table}
          <select
            value={table.value}
            data-control="sheet"
            onChange={(e) => {
              chooseTable(Number(e.currentTarget.value));
            }}
          >
            {proposed.tables.map((t, i) => (
              <option key={t.label} value={i}>
                {t.sheet ?? t.label} ({msg.column} {number(t.columns.length)})
              </option>
            ))}
          </select>
        </label>
      )}
      <EncodingField one={one ?? null} />
      {one && one.header !== null && <HeaderField one={one} />}
      {facts.length > 0 && (
        <dl class="recognised">
          {facts
            .filter(([, value]) => value !== null)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      )}
      {one && one.asked.length > 0 && (
        <ul class="asked" aria-label={msg.check}>
          {one.asked.map((question) => (
            <li key={question}>
              <Told>{question}</Told>
            </li>
          ))}
        </ul>
      )}
      {one && (
        <>
          <h3>{msg.firstRows}</h3>
          <div class="sheet" tabIndex={0} role="group" aria-label={msg.firstRows}>
            <table>
              <tbody>
                {one.first_rows.map((row, i) => (
                  <tr key={i} class={rowClass(one, one.first_lines[i] ?? 0)}>
                    <th scope="row">
                      {one.header === null ? (
                        one.first_lines[i]
                      ) : (
                        <button
                          type="button"
                          title={msg.headerHere}
                          aria-pressed={one.first_lines[i] === one.header}
                          data-line={one.first_lines[i]}
                          onClick={() => void recognise({ header: one.first_lines[i] ?? 1 })}
                        >
                          {one.first_lines[i]}
                        </button>
                      )}
                    </th>
                    {row.slice(0, SHOWN_COLUMNS).map((cell, j) => (
                      <td key={j}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
