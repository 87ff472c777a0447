/** The state of the page as a signal: every change goes through `change`, is written to the address bar and can be undone. */
import { computed, signal } from "@preact/signals";
import { type DiscardedParameter, PARAMETERS, readAddress, type State, writeAddress } from "./address";

const initial = readAddress(location.search + location.hash);
// without a language in the link, the browser's decides
if (!new URLSearchParams(location.search).has("lang") && !navigator.language.toLowerCase().startsWith("ko"))
  initial.state.lang = "en";

export const state = signal<State>(initial.state);
export const discarded = signal<DiscardedParameter[]>(initial.dropped);

const UNDO_LIMIT = 200; // steps that can be undone
/** Parts that undo leaves alone: how the page is displayed is not a step of the work. */
const PRESENTATION: (keyof State)[] = ["lang", "theme", "embed", "cam", "card"];
const undoStack = signal<State[]>([]);
const redoStack = signal<State[]>([]);
export const canUndo = computed(() => undoStack.value.length > 0);
export const canRedo = computed(() => redoStack.value.length > 0);

/** One part of the state as a signal, which changes only when that part does. */
export function select<K extends keyof State>(name: K) {
  return computed(() => state.value[name]);
}

/** A gesture is written to the address bar once it has rested for so many milliseconds: browsers redraw their own frame for each address, and throttle many. */
const ADDRESS_DELAY_MS = 250;
let pending = 0;
const presentationOf = (shown: State): Partial<State> =>
  Object.fromEntries(PRESENTATION.map((name) => [name, shown[name]]));
function addressOf(shown: State): string {
  const written = writeAddress(shown);
  return written.startsWith("?") ? written : location.pathname + written;
}

/** Writes to the address bar what a gesture has changed so far. */
export function flushAddress(): void {
  if (!pending) return;
  clearTimeout(pending);
  pending = 0;
  history.replaceState(null, "", addressOf(state.value));
}
addEventListener("pagehide", flushAddress);

/** Applies a state: as a new entry of the browser's history (`push`), in place of the last one, or so once the gesture rests. `from`: where the step began. */
function commit(next: State, how: "push" | "replace" | "rest", from: State = next): void {
  // the entry that is left keeps its display, and nothing of an unfinished gesture
  if (how === "push" && pending) history.replaceState(null, "", addressOf({ ...from, ...presentationOf(state.value) }));
  state.value = next;
  clearTimeout(pending);
  pending = how === "rest" ? window.setTimeout(flushAddress, ADDRESS_DELAY_MS) : 0;
  if (how === "push") history.pushState(null, "", addressOf(next));
  else if (how === "replace") history.replaceState(null, "", addressOf(next));
}

/** The state before a gesture (slider, camera): the whole gesture is one step of undo. */
let gestureStart: State | null = null;

/** Changes parts of the state. A change of display alone is not a step of undo. */
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
/** Like `change` during a gesture; the next `change` completes the step. */
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
  const read = readAddress(location.search + location.hash);
  if (!new URLSearchParams(location.search).has("lang")) read.state.lang = state.value.lang;
  discarded.value = read.dropped; // first: what the state itself turns out to lack is added to it
  state.value = read.state;
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

/** Adds a value to a list, or removes it. */
export const toggled = <T>(values: T[], value: T): T[] =>
  values.includes(value) ? values.filter((v) => v !== value) : [...values, value];
