/** The files that are open on the import screen, how they are to be read, and what they would become. */
import { computed, effect, signal } from "@preact/signals";
import { Problem } from "../../api/client";
import type { Preview, Workspace } from "../../api/types";
import {
  currentWorkspace,
  homePage,
  openFiles,
  previewOf,
  proposalOf,
  readFiles,
  workspace,
} from "../../api/workspaces";
import { change, select, state } from "../../state/state";
import { cleaned, type Mapping, mappingOf, type Proposal, withTable } from "./mapping";

const DELAY_MS = 120;
/** Formats of networks whose nodes are of one kind, which a person tells. */
export const NETWORKS: readonly string[] = [
  "pair",
  "matrix",
  "graphml",
  "gexf",
  "gml",
  "pajek",
  "cyjs",
  "cx2",
  "nodelink",
  "kumu",
  "dl",
  "vosviewer",
];
const firstOptions = (name: string | null): Record<string, string> =>
  name !== null && NETWORKS.includes(name) ? { items: "organisation" } : {};
/** The publisher that the server makes up for a file that nobody has cited yet (ingest/looking.py). */
const MADE_UP = "uploaded file";
const id = select("workspace");
export const opened = signal<Workspace | null>(null);
export const problem = signal<Problem | null>(null);
export const busy = signal(false);
export const table = signal(0);
export const origin = signal<string | null>(null);
export const mapping = signal<Mapping | null>(null);
export const options = signal<Record<string, string>>({});
export const proposal = computed(() => (opened.value?.proposal ?? null) as unknown as Proposal | null);

const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem("page", 0, String(error));

/** Sends files and shows how they were recognised; on the page of a workspace the page of the store does. */
export async function open(files: readonly File[]): Promise<void> {
  if (!files.length) return;
  if (state.peek().view !== "open" && currentWorkspace === null) change({ view: "open", workspace: null });
  busy.value = true;
  problem.value = null;
  try {
    const found = await openFiles(files);
    if (currentWorkspace !== null) {
      location.assign(`${homePage}?view=open&workspace=${found.id}&lang=${state.peek().lang}`);
      return;
    }
    show(found);
    change({ view: "open", workspace: found.id });
  } catch (error) {
    problem.value = asProblem(error);
  } finally {
    busy.value = false;
  }
}

function show(found: Workspace): void {
  origin.value = found.origin || null;
  const proposed = found.proposal as unknown as Proposal | null;
  const sheet = proposed?.mapping.sheet;
  table.value = Math.max(0, proposed?.tables.findIndex((one) => sheet !== undefined && one.sheet === sheet) ?? 0);
  mapping.value = proposed?.mapping ?? null;
  known = new Map();
  options.value = proposed ? {} : { ...firstOptions(found.origin), ...kept(found.options) };
  opened.value = found;
}
/** Options that were given, without the source that is made up for a file that is only looked at. */
const kept = (given: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(given).filter(
      ([name]) => given["publisher"] !== MADE_UP || !["title", "publisher", "url"].includes(name),
    ),
  );

export function chooseTable(place: number): void {
  const proposed = proposal.value;
  if (!proposed) return;
  table.value = place;
  mapping.value = mappingOf(proposed, place);
}

let stopRecognising: AbortController | null = null;
/** What a person gave of each table, also while the answer is still to come. */
let known = new Map<number, { encoding?: string | null; header?: number | null }>();
/** Recognises the table again with what a person gives; an empty value is detected again. */
export async function recognise(given: { encoding?: string | null; header?: number | null }): Promise<void> {
  const found = opened.peek();
  if (!found) return;
  stopRecognising?.abort();
  const { signal } = (stopRecognising = new AbortController());
  const before = proposal.peek();
  const place = table.peek();
  const one = before?.tables[place];
  const { encoding, header } = { ...one?.given, ...known.get(place), ...given };
  known.set(place, { encoding: encoding ?? null, header: header ?? null });
  preview.value = { ...preview.peek(), status: "loading" };
  try {
    const answer = await proposalOf(
      found.id,
      {
        ...(one ? { table: one.label } : {}),
        ...(encoding ? { encoding } : {}),
        ...(typeof header === "number" ? { header } : {}),
      },
      signal,
    );
    const source = mapping.peek()?.source;
    const next = withTable(before, place, answer as Proposal);
    opened.value = { ...found, proposal: next as unknown as NonNullable<Workspace["proposal"]> };
    const read = mappingOf(next, place);
    mapping.value = source ? { ...read, source } : read;
    origin.value = "table";
    again.value += 1;
  } catch (error) {
    if (signal.aborted) return;
    stop?.abort();
    preview.value = { status: "failed", data: preview.peek().data, problem: asProblem(error) };
  }
}
/** Another origin; a table has a proposal, whatever the files were first taken for. */
export function chooseOrigin(name: string | null): void {
  origin.value = name;
  options.value = firstOptions(name);
  if (name === "table" && !proposal.peek()) void recognise({});
}
export function close(): void {
  opened.value = null;
  problem.value = null;
  change({ workspace: null });
}

// a link or a reload names the workspace
effect(() => {
  const wanted = id.value;
  if (!wanted || opened.peek()?.id === wanted || currentWorkspace !== null) return;
  workspace(wanted).then(show, (error: unknown) => {
    problem.value = asProblem(error);
  });
});

export interface PreviewState {
  status: "idle" | "loading" | "ready" | "failed";
  data: Preview | null;
  problem: Problem | null;
}
export const preview = signal<PreviewState>({ status: "idle", data: null, problem: null });
const accepted = computed(() => preview.value.data?.accepts ?? null);
/** Whether the origin is a table, which has a mapping. */
export const usesMapping = computed(() => origin.value === "table" && mapping.value !== null);
/** How the files are to be read, with the options that the origin has. */
export const how = computed(() => ({
  origin: origin.value,
  mapping: usesMapping.value && mapping.value ? cleaned(mapping.value) : null,
  options: usesMapping.value ? {} : options.value,
}));
/** Counts what was recognised anew, so that its effect is shown even if the same comes of it. */
const again = signal(0);
const asked = computed(() => JSON.stringify([opened.value?.id ?? null, how.value, again.value]));
let stop: AbortController | null = null;
effect(() => {
  const [wanted] = JSON.parse(asked.value) as [string | null];
  stop?.abort();
  if (!wanted) {
    preview.value = { status: "idle", data: null, problem: null };
    return;
  }
  const controller = (stop = new AbortController());
  preview.value = { ...preview.peek(), status: "loading" };
  setTimeout(() => {
    if (controller.signal.aborted) return;
    previewOf(wanted, how.peek(), controller.signal).then(
      (data) => {
        preview.value = { status: "ready", data, problem: null };
      },
      (error: unknown) => {
        if (!controller.signal.aborted)
          preview.value = { status: "failed", data: preview.peek().data, problem: asProblem(error) };
      },
    );
  }, DELAY_MS);
});

/** Reads the files whole and opens the page of the workspace. */
export async function look(): Promise<void> {
  const { lang, theme } = state.peek();
  const found = opened.peek();
  if (!found) return;
  busy.value = true;
  problem.value = null;
  try {
    const { page } = await readFiles(found.id, how.peek());
    location.assign(`${page}?lang=${lang}${theme === "auto" ? "" : `&theme=${theme}`}`);
  } catch (error) {
    problem.value = asProblem(error);
    busy.value = false;
  }
}
export const takes = (option: string): boolean => accepted.value?.includes(option) ?? false;
