/** The mapping of a table as a form: what becomes of each column, fixed values, filters. */
import { useState } from "preact/hooks";
import { save } from "../../browser/saveFile";
import { opening } from "../../i18n/opening";
import {
  cleaned,
  type Mapping,
  type ProposedColumn,
  recordsOf,
  type RecordMapping,
  SHAPES,
  type Shape,
  type Use,
  useOf,
  withConstant,
  withKind,
  withUse,
  yamlOf,
} from "./mapping";
import { mapping as current, proposal, table } from "./openState";

const take = (next: Mapping) => {
  current.value = next;
};
const written = (use: Use): string =>
  use === null ? "" : "field" in use ? `${use.record}:field:${use.field}` : `${use.record}:own:${use.shape}`;
function readUse(text: string): Use {
  const [record, what, name] = text.split(":");
  if (!what || !name) return null;
  return what === "field" ? { record: Number(record), field: name } : { record: Number(record), shape: name as Shape };
}

export function MappingForm({ mapping }: { mapping: Mapping }) {
  const msg = opening.value;
  const proposed = proposal.value;
  const columns = proposed?.tables[table.value]?.columns ?? [];
  const records = recordsOf(mapping);
  const saveYaml = () => {
    save(`${mapping.origin || "mapping"}.yaml`, yamlOf(cleaned(mapping)), "application/yaml");
  };
  return (
    <div class="mapping">
      {!mapping.records && (
        <label class="kind">
          {msg.record}
          <select
            value={records[0]?.record}
            data-control="record"
            onChange={(e) => {
              take(withKind(mapping, e.currentTarget.value, proposed?.fields[e.currentTarget.value] ?? []));
            }}
          >
            {Object.keys(proposed?.fields ?? {}).map((kind) => (
              <option key={kind} value={kind}>
                {msg.types[kind] ?? kind}
              </option>
            ))}
          </select>
        </label>
      )}
      <table class="columns">
        <thead>
          <tr>
            <th scope="col">{msg.column}</th>
            <th scope="col">{msg.becomes}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <ColumnRow key={column.name} column={column} mapping={mapping} records={records} />
          ))}
        </tbody>
      </table>
      <Constants mapping={mapping} records={records} />
      <Filters mapping={mapping} columns={columns} />
      <button type="button" class="go" data-action="save-mapping" onClick={saveYaml}>
        {msg.save}
      </button>
    </div>
  );
}

function ColumnRow({
  column,
  mapping,
  records,
}: {
  column: ProposedColumn;
  mapping: Mapping;
  records: RecordMapping[];
}) {
  const msg = opening.value;
  const use = useOf(mapping, column.name);
  const fields = proposal.value?.fields ?? {};
  return (
    <tr class={use ? "" : "left-out"}>
      <th scope="row">
        {column.name}
        <span class="soft samples">{column.samples.slice(0, 3).join(" · ")}</span>
        {column.dropped && !use && (
          <span class="soft samples">{msg.why(msg.reasons[column.dropped] ?? column.dropped)}</span>
        )}
      </th>
      <td>
        <select
          value={written(use)}
          aria-label={`${column.name}: ${msg.becomes}`}
          data-column={column.name}
          onChange={(e) => {
            take(withUse(mapping, column.name, readUse(e.currentTarget.value)));
          }}
        >
          <option value="">{msg.leftOut}</option>
          {records.map((one, record) => (
            <optgroup key={record} label={one.as ?? msg.types[one.record] ?? one.record}>
              {(fields[one.record] ?? []).map((field) => (
                <option key={field} value={`${record}:field:${field}`}>
                  {msg.fields[field] ?? field}
                </option>
              ))}
              {SHAPES.map((shape) => (
                <option key={shape} value={`${record}:own:${shape}`}>
                  {msg.own(msg.shapes[shape] ?? shape)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </td>
    </tr>
  );
}

function Constants({ mapping, records }: { mapping: Mapping; records: RecordMapping[] }) {
  const msg = opening.value;
  const [field, setField] = useState("");
  const fields = proposal.value?.fields ?? {};
  const closed = proposal.value?.closed ?? {};
  const list = records.flatMap((one, record) =>
    Object.entries(one.constants ?? {}).map(([name, value]) => ({ record, name, value })),
  );
  const first = records[0];
  const free = (fields[first?.record ?? ""] ?? []).filter((name) => !(name in (first?.constants ?? {})));
  return (
    <fieldset>
      <legend>{msg.constants}</legend>
      {list.map(({ record, name, value }) => (
        <div class="pair-row" key={`${record}${name}`}>
          <label>
            {msg.fields[name] ?? name}{" "}
            <ValueField
              value={value}
              among={closed[name]}
              set={(next) => {
                take(withConstant(mapping, record, name, next));
              }}
            />
          </label>
          <button
            type="button"
            class="x"
            aria-label={`${msg.remove}: ${name}`}
            onClick={() => {
              take(withConstant(mapping, record, name, ""));
            }}
          >
            ×
          </button>
        </div>
      ))}
      <div class="pair-row">
        <select value={field} aria-label={msg.field} onChange={(e) => setField(e.currentTarget.value)}>
          <option value="">{msg.field}</option>
          {free.map((name) => (
            <option key={name} value={name}>
              {msg.fields[name] ?? name}
            </option>
          ))}
        </select>
        {field && (
          <ValueField
            value=""
            among={closed[field]}
            set={(next) => {
              take(withConstant(mapping, 0, field, next));
              setField("");
            }}
          />
        )}
      </div>
    </fieldset>
  );
}

/** A text, or one of the values of a closed set; a text counts when the field is left. */
function ValueField({ value, among, set }: { value: string; among: string[] | undefined; set: (v: string) => void }) {
  const msg = opening.value;
  const shared = { value, "aria-label": msg.value };
  if (!among) return <input type="text" {...shared} onChange={(e) => set(e.currentTarget.value)} />;
  return (
    <select {...shared} onChange={(e) => set(e.currentTarget.value)}>
      {!among.includes(value) && <option value={value}>{value || "–"}</option>}
      {among.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  );
}

function Filters({ mapping, columns }: { mapping: Mapping; columns: ProposedColumn[] }) {
  const msg = opening.value;
  const [column, setColumn] = useState("");
  const only = mapping.only ?? {};
  const set = (name: string, values: string[]) => {
    const rest = Object.fromEntries(Object.entries(only).filter(([other]) => other !== name));
    take({ ...mapping, only: values.length ? { ...rest, [name]: values } : rest });
  };
  const valuesOf = (text: string) =>
    text
      .split(",")
      .map((one) => one.trim())
      .filter(Boolean);
  return (
    <fieldset>
      <legend>{msg.only}</legend>
      {Object.entries(only).map(([name, values]) => (
        <label class="pair-row" key={name}>
          {name}{" "}
          <input
            type="text"
            value={values.join(", ")}
            onChange={(e) => {
              set(name, valuesOf(e.currentTarget.value));
            }}
          />
        </label>
      ))}
      <div class="pair-row">
        <select value={column} aria-label={msg.column} onChange={(e) => setColumn(e.currentTarget.value)}>
          <option value="">{msg.column}</option>
          {columns
            .filter((one) => !(one.name in only))
            .map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
        </select>
        {column && (
          <input
            type="text"
            aria-label={msg.value}
            onChange={(e) => {
              set(column, valuesOf(e.currentTarget.value));
              setColumn("");
            }}
          />
        )}
      </div>
    </fieldset>
  );
}
