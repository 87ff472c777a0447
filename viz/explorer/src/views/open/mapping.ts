/** A mapping as the form changes it: which column fills which field, what becomes an own column, what is left out. */
export type Shape = "text" | "number" | "date" | "truth";
export const SHAPES: readonly Shape[] = ["text", "number", "date", "truth"];

export interface RecordMapping {
  record: string;
  as?: string;
  sheet?: string;
  columns?: Record<string, string | string[]>;
  split?: string;
  ends?: Record<string, string>;
  constants?: Record<string, string>;
  values?: Record<string, Record<string, string>>;
  attributes?: Record<string, Shape>;
}
export interface Mapping extends Partial<RecordMapping> {
  origin: string;
  source: Record<string, string>;
  records?: RecordMapping[];
  sheet?: string;
  encoding?: string;
  /** The line of the header, as text; 0 if there is none. */
  header?: string;
  only?: Record<string, string[]>;
  drop?: string[];
}
export interface ProposedColumn {
  name: string;
  samples: string[];
  filled: number;
  type: Shape;
  dropped: string | null;
}
export interface ProposedTable {
  label: string;
  form: string;
  encoding: string | null;
  delimiter: string | null;
  sheet: string | null;
  header: number | null;
  rows: number;
  columns: ProposedColumn[];
  records: {
    record: string;
    name: string | null;
    columns: Record<string, string[]>;
    constants: Record<string, string>;
    values: Record<string, Record<string, string>>;
    attributes: Record<string, Shape>;
    split: string;
    ends: Record<string, string>;
  }[];
  asked: string[];
  /** What a person gave instead of letting it be recognised. */
  given: { encoding?: string; header?: number };
  first_rows: string[][];
  first_lines: number[];
}
export interface Proposal {
  title: string;
  origin: string;
  tables: ProposedTable[];
  mapping: Mapping;
  fields: Record<string, string[]>;
  closed: Record<string, string[]>;
}

/** What becomes of a column: a field of a record, an own column of a type, or nothing. */
export type Use = { record: number; field: string } | { record: number; shape: Shape } | null;

export const recordsOf = (mapping: Mapping): RecordMapping[] =>
  mapping.records ?? [{ ...mapping, record: mapping.record ?? "organisation" }];

export function useOf(mapping: Mapping, column: string): Use {
  for (const [record, one] of recordsOf(mapping).entries()) {
    for (const [field, from] of Object.entries(one.columns ?? {}))
      if ([from].flat().includes(column)) return { record, field };
    const shape = one.attributes?.[column];
    if (shape) return { record, shape };
  }
  return null;
}

const without = <T>(from: Record<string, T> | undefined, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(from ?? {}).filter(([other]) => other !== name));

/** The mapping with another use of a column; its other uses end. */
export function withUse(mapping: Mapping, column: string, use: Use): Mapping {
  const records = recordsOf(mapping).map((one, record) => {
    const columns: Record<string, string | string[]> = {};
    for (const [field, from] of Object.entries(one.columns ?? {})) {
      const rest = [from].flat().filter((name) => name !== column);
      if (rest.length) columns[field] = rest.length === 1 ? (rest[0] as string) : rest;
    }
    const attributes = without(one.attributes, column);
    let constants = one.constants ?? {};
    if (use && use.record === record) {
      if ("field" in use) {
        columns[use.field] = column;
        constants = without(constants, use.field); // a field has one origin
      } else attributes[column] = use.shape;
    }
    return { ...one, columns, attributes, constants };
  });
  const drop = (mapping.drop ?? []).filter((name) => name !== column);
  return withRecords({ ...mapping, drop: use ? drop : [...drop, column] }, records);
}

/** The mapping with a fixed value for a field; an empty one takes it out. */
export function withConstant(mapping: Mapping, record: number, field: string, value: string): Mapping {
  const records = recordsOf(mapping).map((one, place) => {
    if (place !== record) return one;
    return { ...one, constants: value ? { ...one.constants, [field]: value } : without(one.constants, field) };
  });
  return withRecords(mapping, records);
}

/** The mapping for another kind of record; columns of fields that it does not have become own columns. */
export function withKind(mapping: Mapping, kind: string, fields: readonly string[]): Mapping {
  const [one] = recordsOf(mapping);
  if (!one || mapping.records) return mapping;
  const kept = Object.entries(one.columns ?? {}).filter(([field]) => fields.includes(field));
  const lost = Object.entries(one.columns ?? {}).filter(([field]) => !fields.includes(field));
  const attributes = { ...one.attributes };
  for (const [, from] of lost) for (const name of [from].flat()) attributes[name] = "text";
  const constants = Object.fromEntries(Object.entries(one.constants ?? {}).filter(([field]) => fields.includes(field)));
  const values = Object.fromEntries(Object.entries(one.values ?? {}).filter(([field]) => fields.includes(field)));
  return withRecords(mapping, [
    { ...one, record: kind, columns: Object.fromEntries(kept), attributes, constants, values },
  ]);
}

const OF_RECORD = ["record", "as", "columns", "split", "ends", "constants", "values", "attributes"] as const;
function withRecords(mapping: Mapping, records: RecordMapping[]): Mapping {
  if (mapping.records) return { ...mapping, records };
  const [one] = records;
  const own = Object.fromEntries(OF_RECORD.map((name) => [name, one?.[name]]));
  return { ...mapping, ...own };
}

/** A proposal in which one table is recognised anew; the files keep their source. */
export function withTable(before: Proposal | null, place: number, found: Proposal): Proposal {
  const [table] = found.tables;
  if (!before || !table) return found;
  const tables = before.tables.map((one, other) => (other === place ? table : one));
  const sheet = tables.length > 1 && table.sheet ? { sheet: table.sheet } : {};
  const mapping = { ...found.mapping, ...sheet, origin: before.mapping.origin, source: before.mapping.source };
  return { ...before, tables, mapping: place === 0 ? mapping : before.mapping };
}

/** The mapping of one of the tables that were recognised. */
export function mappingOf(proposal: Proposal, place: number): Mapping {
  if (place === 0) return proposal.mapping;
  const table = proposal.tables[place];
  if (!table) return proposal.mapping;
  const records = table.records.map((one): RecordMapping => ({
    record: one.record,
    ...(one.name ? { as: one.name } : {}),
    columns: Object.fromEntries(
      Object.entries(one.columns).map(([field, from]) => [field, from.length === 1 ? (from[0] as string) : from]),
    ),
    split: one.split,
    ends: one.ends,
    constants: one.constants,
    values: one.values,
    attributes: one.attributes,
  }));
  const { origin, source } = proposal.mapping;
  const drop = table.columns.filter((column) => column.dropped).map((column) => column.name);
  const { encoding, header } = table.given;
  const common = {
    origin,
    source,
    ...(table.sheet ? { sheet: table.sheet } : {}),
    ...(encoding ? { encoding } : {}),
    ...(header === undefined ? {} : { header: String(header) }),
    drop,
  };
  return records.length > 1 ? { ...common, records } : { ...common, ...records[0] };
}

/** Leaves out what is empty, as a mapping does. */
export function cleaned(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(cleaned);
  if (part === null || typeof part !== "object") return part;
  const kept = Object.entries(part)
    .map(([name, value]): [string, unknown] => [name, cleaned(value)])
    .filter(([, value]) => value !== undefined && value !== null && value !== "" && !isEmpty(value));
  return Object.fromEntries(kept);
}
const isEmpty = (value: unknown) => typeof value === "object" && value !== null && !Object.keys(value).length;

const PLAIN = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const scalar = (text: string) => (PLAIN.test(text) ? text : JSON.stringify(text));
/** Writes a mapping as YAML. */
export function yamlOf(part: unknown, indent = ""): string {
  if (Array.isArray(part))
    return part
      .map((one) =>
        typeof one === "object"
          ? `${indent}- ${yamlOf(one, `${indent}  `).trimStart()}`
          : `${indent}- ${scalar(String(one))}\n`,
      )
      .join("");
  return Object.entries(part as Record<string, unknown>)
    .map(([name, value]) =>
      typeof value === "object" && value !== null
        ? `${indent}${scalar(name)}:\n${yamlOf(value, `${indent}  `)}`
        : `${indent}${scalar(name)}: ${scalar(String(value))}\n`,
    )
    .join("");
}
