/** The state of the page as a signal: every change goes through `change`, stands in the address bar and can be undone. */
import { computed, signal } from "@preact/signals";
import { type DiscardedParameter, PARAMETERS, readAddress, type State, writeAddress } from "./address";

const initial = readAddress(location.search);
// the reader's language, if the link does not name one
if (!new URLSearchParams(location.search).has("lang") && !navigator.language.toLowerCase().startsWith("ko"))
  initial.state.lang = "en";

export const state = signal<State>(initial.state);
export const discarded = signal<DiscardedParameter[]>(initial.dropped);

const UNDO_LIMIT = 200; // steps that can be undone
/** What undoing leaves alone: how one looks is no step of the work. */
const PRESENTATION: (keyof State)[] = ["lang", "theme", "embed", "cam"];
const undoStack = signal<State[]>([]);
const redoStack = signal<State[]>([]);
export const canUndo = computed(() => undoStack.value.length > 0);
export const canRedo = computed(() => redoStack.value.length > 0);

/** Gives one part of the state as a signal of its own, so that who reads it is told only when that part changes. */
export function select<K extends keyof State>(name: K) {
  return computed(() => state.value[name]);
}

/** Milliseconds of rest after which a movement stands in the address bar: browsers draw their own frame anew for each address, and refuse many. */
const ADDRESS_DELAY_MS = 250;
let pending = 0;
const presentationOf = (shown: State): Partial<State> =>
  Object.fromEntries(PRESENTATION.map((name) => [name, shown[name]]));
const addressOf = (shown: State) => writeAddress(shown) || location.pathname;

/** Writes into the address bar what a movement has changed so far. */
export function flushAddress(): void {
  if (!pending) return;
  clearTimeout(pending);
  pending = 0;
  history.replaceState(null, "", addressOf(state.value));
}
addEventListener("pagehide", flushAddress);

/** Shows a state: as a new entry of the browser's history, in the place of the last one, or so once the movement rests. `from`: where a step began. */
function commit(next: State, how: "push" | "replace" | "rest", from: State = next): void {
  // the entry that is left holds how it was looked at, and nothing of a movement half-way
  if (how === "push" && pending) history.replaceState(null, "", addressOf({ ...from, ...presentationOf(state.value) }));
  state.value = next;
  clearTimeout(pending);
  pending = how === "rest" ? window.setTimeout(flushAddress, ADDRESS_DELAY_MS) : 0;
  if (how === "push") history.pushState(null, "", addressOf(next));
  else if (how === "replace") history.replaceState(null, "", addressOf(next));
}

/** Where a movement (a slider, a camera) began; what follows within it is one step in all. */
let gestureStart: State | null = null;

/** Changes some parts of the state. A change of looks only takes no step in the history. */
export function change(patch: Partial<State>): void {
  const from = gestureStart ?? state.value;
  gestureStart = null;
  const next = { ...state.value, ...patch };
  const changed = PARAMETERS.filter((name) => JSON.stringify(next[name]) !== JSON.stringify(from[name]));
  if (!changed.length) return;
  const step = changed.some((name) => !PRESENTATION.includes(name));
  if (step) {
    undoStack.value = [...undoStack.value.slice(-UNDO_LIMIT + 1), from];
    redoStack.value = [];
  }
  commit(next, step ? "push" : "replace", from);
}
/** Like `change` within a movement: the step is taken by the next `change`. */
export function changeContinuously(patch: Partial<State>): void {
  if (!Object.keys(patch).every((name) => PRESENTATION.includes(name as keyof State))) gestureStart ??= state.value;
  commit({ ...state.value, ...patch }, "rest");
}
function moveBetween(from: typeof undoStack, to: typeof undoStack): void {
  const next = from.value.at(-1);
  if (!next) return;
  from.value = from.value.slice(0, -1);
  to.value = [...to.value, state.value];
  commit({ ...next, ...presentationOf(state.value) }, "push", state.value);
}
export const undo = () => moveBetween(undoStack, redoStack);
export const redo = () => moveBetween(redoStack, undoStack);

addEventListener("popstate", () => {
  clearTimeout(pending);
  pending = 0;
  const read = readAddress(location.search);
  if (!new URLSearchParams(location.search).has("lang")) read.state.lang = state.value.lang;
  state.value = read.state;
  discarded.value = read.dropped;
});

/** Takes a parameter out of the address that cannot be applied, and tells the reader so. */
export function discardParameter(
  parameter: keyof State,
  value: string,
  patch: Partial<State>,
  why: DiscardedParameter["why"] = "missing",
): void {
  if (!discarded.value.some((d) => d.parameter === parameter && d.value === value)) {
    discarded.value = [...discarded.value, { parameter, value, why }];
  }
  changeContinuously(patch);
  flushAddress();
}

/** Switches a member of a list on or off. */
export const toggled = <T>(values: T[], value: T): T[] =>
  values.includes(value) ? values.filter((v) => v !== value) : [...values, value];
