/** A story: saved views with captions and notes on nodes, kept in this browser. */
import { effect, signal } from "@preact/signals";
import { DEFAULTS, readAddress, writeAddress } from "./address";
import { change, state } from "./state";

export interface StoryStep {
  /** the view, as the query of its address without language and brightness */
  view: string;
  caption: string;
}
export interface Story {
  title: string;
  steps: StoryStep[];
  /** id of a node → what is pinned to it */
  notes: Record<string, string>;
}
const KEY = "sojae.story";
const LONGEST = 2000;
const MOST = 200;
const EMPTY: Story = { title: "", steps: [], notes: {} };

const text = (given: unknown) => (typeof given === "string" ? given.slice(0, LONGEST) : "");
const isObject = (given: unknown): given is Record<string, unknown> => typeof given === "object" && given !== null;
/** Reads a story from JSON; null if it is none. What it names is read as addresses are: unknown parts are left out. */
export function readStory(json: string): Story | null {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    return null;
  }
  if (!isObject(given) || !Array.isArray(given["steps"])) return null;
  const steps = (given["steps"] as unknown[])
    .filter(isObject)
    .slice(0, MOST)
    .map((one) => ({ view: viewOf(readAddress(text(one["view"])).state), caption: text(one["caption"]) }));
  const notes = isObject(given["notes"]) ? Object.entries(given["notes"]) : [];
  return {
    title: text(given["title"]),
    steps,
    notes: Object.fromEntries(
      notes
        .slice(0, MOST)
        .map(([id, note]) => [id, text(note)])
        .filter(([, note]) => note),
    ),
  };
}
const viewOf = (shown: typeof state.value): string =>
  writeAddress({ ...shown, lang: DEFAULTS.lang, theme: DEFAULTS.theme, embed: false });
/** The view that is on the screen. */
export const thisView = (): string => viewOf(state.peek());

function kept(): Story {
  try {
    return readStory(localStorage.getItem(KEY) ?? "") ?? EMPTY;
  } catch {
    return EMPTY;
  }
}
export const story = signal<Story>(kept());
effect(() => {
  const now = JSON.stringify(story.value);
  try {
    if (story.value !== EMPTY) localStorage.setItem(KEY, now);
  } catch {
    // a browser that keeps nothing still plays and saves as a file
  }
});
export const setSteps = (steps: StoryStep[]): void => {
  story.value = { ...story.peek(), steps };
};
export function setNote(id: string, note: string): void {
  const { [id]: _, ...rest } = story.peek().notes;
  story.value = { ...story.peek(), notes: note ? { ...rest, [id]: note } : rest };
}
/** Shows the view of a step; language and brightness stay. */
export function showStep(step: StoryStep): void {
  const { lang, theme, embed } = state.peek();
  change({ ...readAddress(step.view).state, lang, theme, embed });
}

export const storyIsOpen = signal(false);
/** The step that plays; null if none does. */
export const playing = signal<number | null>(null);
export function play(at: number | null): void {
  const step = at === null ? null : story.peek().steps[at];
  if (step === undefined) return;
  playing.value = at;
  if (step) showStep(step);
}
effect(() => {
  document.documentElement.classList.toggle("presenting", playing.value !== null);
});
