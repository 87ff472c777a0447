/** The state of the page as a signal: every change goes through `change`, stands in the address bar and can be undone. */
import { computed, signal } from "@preact/signals";
import { type Dropped, NAMES, readAddress, type State, writeAddress } from "./address";

const opened = readAddress(location.search);
// the reader's language, if the link does not name one
if (!new URLSearchParams(location.search).has("lang") && !navigator.language.toLowerCase().startsWith("ko")) opened.state.lang = "en";

export const state = signal<State>(opened.state);
export const dropped = signal<Dropped[]>(opened.dropped);

const DEEP = 200; // steps that can be undone
/** What undoing leaves alone: how one looks is no step of the work. */
const LOOKS: (keyof State)[] = ["lang", "theme", "embed", "cam"];
const before = signal<State[]>([]);
const after = signal<State[]>([]);
export const canUndo = computed(() => before.value.length > 0);
export const canRedo = computed(() => after.value.length > 0);

/** Gives one part of the state as a signal of its own, so that who reads it is told only when that part changes. */
export function part<K extends keyof State>(name: K) {
  return computed(() => state.value[name]);
}

/** Milliseconds of rest after which a movement stands in the address bar: browsers draw their own frame anew for each address, and refuse many. */
const REST = 250;
let pending = 0;
const looksOf = (shown: State): Partial<State> => Object.fromEntries(LOOKS.map((name) => [name, shown[name]]));
const addressOf = (shown: State) => writeAddress(shown) || location.pathname;

/** Writes into the address bar what a movement has changed so far. */
export function settleAddress(): void {
  if (!pending) return;
  clearTimeout(pending);
  pending = 0;
  history.replaceState(null, "", addressOf(state.value));
}
addEventListener("pagehide", settleAddress);

/** Shows a state: as a new entry of the browser's history, in the place of the last one, or so once the movement rests. `from`: where a step began. */
function show(next: State, how: "push" | "replace" | "rest", from: State = next): void {
  // the entry that is left holds how it was looked at, and nothing of a movement half-way
  if (how === "push" && pending) history.replaceState(null, "", addressOf({ ...from, ...looksOf(state.value) }));
  state.value = next;
  clearTimeout(pending);
  pending = how === "rest" ? window.setTimeout(settleAddress, REST) : 0;
  if (how === "push") history.pushState(null, "", addressOf(next));
  else if (how === "replace") history.replaceState(null, "", addressOf(next));
}

/** Where a movement (a slider, a camera) began; what follows within it is one step in all. */
let origin: State | null = null;

/** Changes some parts of the state. A change of looks only takes no step in the history. */
export function change(patch: Partial<State>): void {
  const from = origin ?? state.value;
  origin = null;
  const next = { ...state.value, ...patch };
  const changed = NAMES.filter((name) => JSON.stringify(next[name]) !== JSON.stringify(from[name]));
  if (!changed.length) return;
  const step = changed.some((name) => !LOOKS.includes(name));
  if (step) {
    before.value = [...before.value.slice(-DEEP + 1), from];
    after.value = [];
  }
  show(next, step ? "push" : "replace", from);
}
/** Like `change` within a movement: the step is taken by the next `change`. */
export function slide(patch: Partial<State>): void {
  if (!Object.keys(patch).every((name) => LOOKS.includes(name as keyof State))) origin ??= state.value;
  show({ ...state.value, ...patch }, "rest");
}
function travel(from: typeof before, to: typeof before): void {
  const next = from.value.at(-1);
  if (!next) return;
  from.value = from.value.slice(0, -1);
  to.value = [...to.value, state.value];
  show({ ...next, ...looksOf(state.value) }, "push", state.value);
}
export const undo = () => travel(before, after);
export const redo = () => travel(after, before);

addEventListener("popstate", () => {
  clearTimeout(pending);
  pending = 0;
  const read = readAddress(location.search);
  if (!new URLSearchParams(location.search).has("lang")) read.state.lang = state.value.lang;
  state.value = read.state;
  dropped.value = read.dropped;
});

/** Tells that part of the address names what does not exist, and takes it out. */
export function drop(parameter: keyof State, value: string, patch: Partial<State>): void {
  if (!dropped.value.some((d) => d.parameter === parameter && d.value === value)) {
    dropped.value = [...dropped.value, { parameter, value, why: "missing" }];
  }
  slide(patch);
  settleAddress();
}

/** Switches a member of a list on or off. */
export const toggled = <T>(values: T[], value: T): T[] => (values.includes(value) ? values.filter((v) => v !== value) : [...values, value]);
