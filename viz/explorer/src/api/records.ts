/** Records that several parts look up by id: nodes' names, relations, sources; asked in batches and remembered. */
import { signal } from "@preact/signals";
import { get, route } from "./client";
import type { NodeRecord, Page, Relation, Source } from "./types";

const BATCH = 60; // ids in one address: it stays under 2,000 letters

/** A shelf of records of one collection: `want` asks for what is not there yet, `at` gives what is. */
class Shelf<T extends { id: string }> {
  private readonly held = new Map<string, T>();
  private readonly asked = new Set<string>();
  readonly version = signal(0);
  constructor(private readonly collection: string) {}

  at(id: string): T | undefined {
    void this.version.value;
    return this.held.get(id);
  }
  put(records: Iterable<T>): void {
    let fresh = false;
    for (const record of records) {
      fresh ||= !this.held.has(record.id);
      this.held.set(record.id, record);
      this.asked.add(record.id);
    }
    if (fresh) this.version.value += 1;
  }
  async want(ids: Iterable<string>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.asked.has(id));
    for (const id of missing) this.asked.add(id);
    for (let i = 0; i < missing.length; i += BATCH) {
      const some = missing.slice(i, i + BATCH);
      try {
        this.put((await get<Page<T>>(route(`/${this.collection}`, { id: some.join(","), limit: 1000 }))).results);
      } catch {
        for (const id of some) this.asked.delete(id); // asked again with the next wish
      }
    }
  }
}

export const sources = new Shelf<Source>("sources");
export const relations = new Shelf<Relation>("relations");
export const organisations = new Shelf<NodeRecord>("organisations");
export const programmes = new Shelf<NodeRecord>("programmes");
export const technologies = new Shelf<NodeRecord>("technologies");

/** Gives every record of a list, page by page. */
export async function all<T>(path: string, fields: string): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await get<Page<T>>(route(path, { fields, limit: 1000, cursor }));
    found.push(...page.results);
    cursor = page.next;
  } while (cursor);
  return found;
}

export const COLLECTION: Record<string, string> = { organisation: "organisations", technology: "technologies", programme: "programmes" };
const SHELVES = { organisations, technologies, programmes };

/** Finds a node of whatever kind among those looked up so far. */
export const record = (id: string): NodeRecord | undefined => organisations.at(id) ?? programmes.at(id) ?? technologies.at(id);

/** Keeps nodes that came with another answer. */
export function keep(nodes: Iterable<NodeRecord>): void {
  for (const node of nodes) {
    const shelf = SHELVES[(COLLECTION[node.kind] ?? "organisations") as keyof typeof SHELVES];
    if (!shelf.at(node.id)) shelf.put([node]);
  }
}
/** Looks up nodes whose kind is not known: organisations first, what is left among programmes, then technologies. */
export async function wantNodes(ids: Iterable<string>): Promise<void> {
  for (const shelf of [organisations, programmes, technologies]) {
    const missing = [...ids].filter((id) => !record(id));
    if (!missing.length) return;
    await shelf.want(missing);
  }
}
