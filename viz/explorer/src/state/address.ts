/** The whole state of the explorer as one typed value, and its form in the address bar. */
import type { Layer, ReviewReason } from "../api/types";
import { type Hands, HANDS, LONGEST_SENT } from "./hands";

export type Language = "ko" | "en";
export type Theme = "auto" | "light" | "dark";
/** The layers in which gaps are counted. */
export type GapLayer = Extract<Layer, "direct" | "affiliation" | "all">;
export type CapabilityRows = "sector" | "district" | "city" | "organisation";
export type CapabilityColumns = "field" | "technology" | "ipc";
export type TableOf = "none" | "nodes" | "ties" | "places";

/** A node added beside the scene: alone, or with its neighbours of these kinds and sectors. */
export interface Expansion {
  id: string;
  alone: boolean;
  kinds: string[] | null;
  sectors: string[] | null;
}
/** A node that filters do not hide; x and y are where it was dragged to, if it was. */
export interface Pin {
  id: string;
  x: number | null;
  y: number | null;
}
/** One change of a scenario: an alliance of members, a tie of two organisations, or organisations that are removed. */
export interface ScenarioStep {
  what: "alliance" | "tie" | "remove";
  kind: "alliance" | "mou" | "project";
  ids: string[];
}
/** A filter: only nodes whose value of a measure lies between low and high. */
export interface Range {
  measure: string;
  low: number;
  high: number;
}
/** A threshold of ties: only those with at least so much; the backbone keeps ties below its significance. */
export interface Threshold {
  what: "weight" | "relations" | "sources" | "backbone";
  value: number;
}
export interface Camera {
  x: number;
  y: number;
  ratio: number;
}

export interface State extends Hands {
  /** id of a view; the registry of views tells which there are */
  view: string;
  lang: Language;
  theme: Theme;
  embed: boolean;
  layer: Layer;
  around: string | null;
  depth: number;
  as_of: string | null;
  compare: string | null;
  /** only relations that start on or after this date */
  since: string | null;
  /** thresholds of ties */
  thin: Threshold[];
  /** whether nodes founded after the day shown are left out */
  founded: boolean;
  undated: "keep" | "drop";
  isolates: "auto" | "show" | "hide";
  node: string | null;
  tie: string | null;
  /** whether the map is open, and the place selected on it */
  map: boolean;
  place: string | null;
  off: string[];
  /** only nodes that take part in one of these programmes */
  programme: string[];
  hide: string[];
  pin: Pin[];
  expand: Expansion[];
  collapse: string[];
  colour: string;
  size: string;
  /** what colours and sizes by a measure are computed on: what is drawn, or the whole layer */
  scope: "drawn" | "layer";
  /** the measure whose distribution among what is drawn is open */
  spread: string | null;
  range: Range[];
  from: string | null;
  to: string | null;
  way: number;
  /** paths: not through these nodes, and only by these predicates */
  avoid: string[];
  via: string[];
  table: TableOf;
  sort: string;
  cam: Camera | null;
  gap_layer: GapLayer;
  baseline: "outward" | "any";
  /** gaps: what is compared: `sector`, or another attribute of organisations */
  group_by: string;
  pair: string | null;
  sector: string | null;
  /** capabilities: what the table counts, and the open row */
  cap_rows: CapabilityRows;
  cap_columns: CapabilityColumns;
  cap_row: string | null;
  /** what-if: whether it is open, its changes, and the graph version that it was made on */
  whatif: boolean;
  scenario: ScenarioStep[];
  made_on: string | null;
  measure: string;
  against: string | null;
  group: number | null;
  /** the community that is highlighted in the network */
  lit: number | null;
  /** the import screen: the files that are open */
  workspace: string | null;
  /** review: the open pair, which pairs are listed, and only those left to a person for one reason */
  review: string | null;
  queue: "open" | "decided";
  reason: ReviewReason | null;
}

/** A parameter of the address that was not applied, and why: its name is unknown, its value invalid, or no record has the id. */
export interface DiscardedParameter {
  parameter: string;
  value: string;
  why: "unknown" | "value" | "missing";
}

interface Codec<T> {
  fallback: T;
  read: (text: string) => T | undefined;
  write: (value: T) => string;
}

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const ID = /^[^\s~;,@!]{1,200}$/;

const oneOf = <T extends string>(allowed: readonly T[], fallback: T): Codec<T> => ({
  fallback,
  read: (text) => allowed.find((a) => a === text),
  write: String,
});
const identifier = (fallback: string): Codec<string> => ({
  fallback,
  read: (t) => (ID.test(t) ? t : undefined),
  write: String,
});
const nullable = (pattern: RegExp): Codec<string | null> => ({
  fallback: null,
  read: (t) => (pattern.test(t) ? t : undefined),
  write: String,
});
const OWN = /^attributes\..{1,120}$/;
/** What colours and sizes show: a word of ours, a measure, or an own attribute, whose name may have blanks. */
const quantity = (fallback: string): Codec<string> => ({
  fallback,
  read: (t) => (ID.test(t) || OWN.test(t) ? t : undefined),
  write: String,
});
const integer = (fallback: number, least: number, most: number): Codec<number> => ({
  fallback,
  read: (t) => (/^\d{1,6}$/.test(t) && +t >= least && +t <= most ? +t : undefined),
  write: String,
});
const flag: Codec<boolean> = {
  fallback: false,
  read: (t) => (t === "1" ? true : t === "0" ? false : undefined),
  write: (v) => (v ? "1" : "0"),
};

/** Reads a list; invalid entries are left out, and if all are the parameter is discarded. */
function list<T>(separator: string, one: (text: string) => T | undefined, written: (value: T) => string): Codec<T[]> {
  return {
    fallback: [],
    read: (text) => {
      const found = text
        .split(separator)
        .map(one)
        .filter((v) => v !== undefined);
      return found.length ? (found as T[]) : undefined;
    },
    write: (values) => values.map(written).join(separator),
  };
}
const finite = (text: string | undefined): number | undefined =>
  text !== undefined && /^-?\d+(\.\d+)?(e-?\d+)?$/.test(text) ? Number(text) : undefined;

function readPin(text: string): Pin | undefined {
  const [id = "", place] = text.split("@");
  if (!ID.test(id)) return undefined;
  const [x, y] = (place ?? "").split("!").map(finite);
  return x === undefined || y === undefined ? { id, x: null, y: null } : { id, x, y };
}
function readExpansion(text: string): Expansion | undefined {
  const [id = "", ...terms] = text.split("!");
  if (!ID.test(id)) return undefined;
  const part = (name: string) =>
    terms
      .find((w) => w.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .split(",")
      .filter(Boolean) ?? null;
  return { id, alone: terms.includes("alone"), kinds: part("kinds"), sectors: part("sectors") };
}
function writeExpansion({ id, alone, kinds, sectors }: Expansion): string {
  return [
    id,
    alone ? "alone" : "",
    kinds ? `kinds:${kinds.join(",")}` : "",
    sectors ? `sectors:${sectors.join(",")}` : "",
  ]
    .filter(Boolean)
    .join("!");
}
/** Names of own attributes may have the characters that separate. */
const escaped = (name: string) => name.replace(/[%!;]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
function readRange(text: string): Range | undefined {
  const [name = "", low, high] = text.split("!");
  const [measure, l, h] = [unescaped(name), finite(low), finite(high)];
  return (ID.test(measure) || OWN.test(measure)) && l !== undefined && h !== undefined && l <= h
    ? { measure, low: l, high: h }
    : undefined;
}
const readThreshold = (text: string): Threshold | undefined => {
  const [name, written] = text.split("!");
  const what = (["weight", "relations", "sources", "backbone"] as const).find((one) => one === name);
  const value = finite(written);
  return what && value !== undefined && value > 0 && (what !== "backbone" || value < 1) ? { what, value } : undefined;
};
const SCENARIO_KINDS = ["alliance", "mou", "project"] as const;
const LEAST_IDS = { alliance: 2, tie: 2, remove: 1 };
function readStep(text: string): ScenarioStep | undefined {
  const [name = "", kindOrIds = "", ...more] = text.split("!");
  const what = (["alliance", "tie", "remove"] as const).find((one) => one === name);
  if (!what) return undefined;
  const kind = what === "alliance" ? SCENARIO_KINDS.find((one) => one === kindOrIds) : "alliance";
  const ids = (what === "alliance" ? (more[0] ?? "") : kindOrIds).split(",");
  if (!kind || ids.length < LEAST_IDS[what] || !ids.every((id) => ID.test(id))) return undefined;
  if (what === "tie" && ids.length > 2) return undefined;
  return { what, kind, ids };
}
const writeStep = ({ what, kind, ids }: ScenarioStep): string =>
  [what, ...(what === "alliance" ? [kind] : []), ids.join(",")].join("!");
function readCamera(text: string): Camera | undefined {
  const [x, y, ratio] = text.split("!").map(finite);
  return x !== undefined && y !== undefined && ratio !== undefined && ratio > 0 ? { x, y, ratio } : undefined;
}
const rounded = (n: number, digits: number) => String(Number(n.toFixed(digits)));
const text = (t: string) => (t.length && t.length < 200 ? t : undefined);

/** A pair of groups, whose ids are any texts. */
const GROUPS = /^[^~\n]{1,300}~[^~\n]{1,300}$/;
const PAIR = /^[^\s~;,@!]{1,200}~[^\s~;,@!]{1,200}$/;
/** A pair of ids, sorted however they were written. */
const idPair: Codec<string | null> = {
  fallback: null,
  read: (t) => (PAIR.test(t) ? t.split("~").sort().join("~") : undefined),
  write: String,
};
const count: Codec<number | null> = {
  fallback: null,
  read: (t) => (/^\d{1,6}$/.test(t) ? +t : undefined),
  write: String,
};
export const REASONS: readonly ReviewReason[] = ["numbers", "cluster", "rule", "probability"];
const CODECS: { [K in keyof State]: Codec<State[K]> } = {
  view: identifier("explore"),
  lang: oneOf(["ko", "en"], "ko"),
  theme: oneOf(["auto", "light", "dark"], "auto"),
  embed: flag,
  layer: oneOf(["direct", "affiliation", "technology", "all", "facts"], "all"),
  around: nullable(ID),
  depth: integer(1, 1, 3),
  as_of: nullable(DATE),
  compare: nullable(DATE),
  since: nullable(DATE),
  thin: list(";", readThreshold, (t) => `${t.what}!${t.value}`),
  founded: flag,
  undated: oneOf(["keep", "drop"], "keep"),
  isolates: oneOf(["auto", "show", "hide"], "auto"),
  node: nullable(ID),
  tie: idPair,
  map: flag,
  place: nullable(ID),
  off: list(",", (t) => (t.includes(":") ? text(t) : undefined), String),
  programme: list(",", (t) => (ID.test(t) ? t : undefined), String),
  hide: list(",", (t) => (ID.test(t) ? t : undefined), String),
  pin: list(";", readPin, (p) =>
    p.x === null || p.y === null ? p.id : `${p.id}@${rounded(p.x, 1)}!${rounded(p.y, 1)}`,
  ),
  expand: list(";", readExpansion, writeExpansion),
  collapse: list(
    ",",
    (t) => (/^(sector|community|kind|sub|place|attributes\..{1,120}):/.test(t) ? text(t) : undefined),
    String,
  ),
  colour: quantity("auto"),
  size: quantity("ties"),
  scope: oneOf(["drawn", "layer"], "drawn"),
  spread: nullable(ID),
  range: list(";", readRange, (r) => `${escaped(r.measure)}!${r.low}!${r.high}`),
  from: nullable(ID),
  to: nullable(ID),
  way: integer(0, 0, 19),
  avoid: list(",", (t) => (ID.test(t) ? t : undefined), String),
  via: list(",", (t) => (/^[A-Z_]{1,40}$/.test(t) ? t : undefined), String),
  table: oneOf(["none", "nodes", "ties", "places"], "none"),
  sort: {
    fallback: "",
    read: (t) => (/^-?([a-z_]{1,30}|attributes\..{1,120})$/.test(t) ? t : undefined),
    write: String,
  },
  cam: {
    fallback: null,
    read: readCamera,
    write: (c) => (c ? `${rounded(c.x, 4)}!${rounded(c.y, 4)}!${rounded(c.ratio, 4)}` : ""),
  },
  gap_layer: oneOf(["direct", "affiliation", "all"], "direct"),
  baseline: oneOf(["outward", "any"], "outward"),
  group_by: { fallback: "sector", read: text, write: String },
  pair: {
    fallback: null,
    read: (t) => (GROUPS.test(t) ? t.split("~").sort().join("~") : undefined),
    write: String,
  },
  sector: { fallback: null, read: text, write: String },
  cap_rows: oneOf(["sector", "city", "district", "organisation"], "sector"),
  cap_columns: oneOf(["field", "technology", "ipc"], "field"),
  // an id that is the name of a place may have a space
  cap_row: { fallback: null, read: text, write: String },
  whatif: flag,
  scenario: list(";", readStep, writeStep),
  made_on: nullable(ID),
  measure: identifier("degree"),
  against: nullable(ID),
  group: count,
  lit: count,
  workspace: nullable(/^[A-Za-z0-9_-]{20,40}$/),
  review: idPair,
  queue: oneOf(["open", "decided"], "open"),
  reason: {
    fallback: null,
    read: (t) => REASONS.find((reason) => reason === t),
    write: String,
  },
  ...HANDS,
};
export const PARAMETERS = Object.keys(CODECS) as (keyof State)[];

export const DEFAULTS: State = Object.fromEntries(
  PARAMETERS.map((name) => [name, CODECS[name].fallback]),
) as unknown as State;

/** Reads the query of an address and what stands behind its `#`; invalid parameters keep their default and are reported. */
export function readAddress(query: string): { state: State; dropped: DiscardedParameter[] } {
  const state = { ...DEFAULTS };
  const dropped: DiscardedParameter[] = [];
  const [sent = "", kept = ""] = query.split("#");
  for (const [parameter, value] of [...new URLSearchParams(sent), ...new URLSearchParams(kept)]) {
    if (!Object.hasOwn(CODECS, parameter)) {
      dropped.push({ parameter, value, why: "unknown" });
      continue;
    }
    const name = parameter as keyof State;
    const read = CODECS[name].read(value);
    if (read === undefined) dropped.push({ parameter, value, why: "value" });
    else Object.assign(state, { [name]: read });
  }
  return { state, dropped };
}

/** Writes a state as the query of an address, long values behind its `#`; defaults are left out. */
export function writeAddress(state: State): string {
  const [parts, long]: [string[], string[]] = [[], []];
  for (const name of PARAMETERS) {
    const codec = CODECS[name] as Codec<State[typeof name]>;
    const written = state[name] === null ? "" : codec.write(state[name]);
    const usual = codec.fallback === null ? "" : codec.write(codec.fallback);
    // these characters need no escaping in a query, and links stay readable
    if (written !== usual)
      (written.length > LONGEST_SENT ? long : parts).push(
        `${name}=${encodeURIComponent(written).replace(/%(3A|2C|3B|40)/g, decodeURIComponent)}`,
      );
  }
  return `${parts.length ? `?${parts.join("&")}` : ""}${long.length ? `#${long.join("&")}` : ""}`;
}
