/** Records looked up by id (nodes, relations, sources), fetched in batches and cached. */
import { signal } from "@preact/signals";
import { get, urlOf } from "./client";
import type { NodeRecord, Page, Relation, Source } from "./types";

const BATCH_SIZE = 60; // ids per request: the URL stays under 2,000 characters

/** The records of one collection: `request` fetches missing ones, `get` reads and subscribes. */
class RecordCache<T extends { id: string }> {
  private readonly records = new Map<string, T>();
  private readonly requested = new Set<string>();
  readonly version = signal(0);
  constructor(private readonly collection: string) {}

  get(id: string): T | undefined {
    void this.version.value;
    return this.records.get(id);
  }
  add(records: Iterable<T>): void {
    let fresh = false;
    for (const record of records) {
      fresh ||= !this.records.has(record.id);
      this.records.set(record.id, record);
      this.requested.add(record.id);
    }
    if (fresh) this.version.value += 1;
  }
  clear(): void {
    this.records.clear();
    this.requested.clear();
    this.version.value += 1;
  }
  async request(ids: Iterable<string>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.requested.has(id));
    for (const id of missing) this.requested.add(id);
    for (let i = 0; i < missing.length; i += BATCH_SIZE) {
      const some = missing.slice(i, i + BATCH_SIZE);
      try {
        this.add((await get<Page<T>>(urlOf(`/${this.collection}`, { id: some.join(","), limit: 1000 }))).results);
      } catch {
        for (const id of some) this.requested.delete(id); // fetched again with the next request
      }
    }
  }
}

export const sources = new RecordCache<Source>("sources");
export const relations = new RecordCache<Relation>("relations");
export const organisations = new RecordCache<NodeRecord>("organisations");
export const programmes = new RecordCache<NodeRecord>("programmes");
export const technologies = new RecordCache<NodeRecord>("technologies");

/** All records of a list, page by page. */
export async function fetchAllPages<T>(path: string, fields: string): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await get<Page<T>>(urlOf(path, { fields, limit: 1000, cursor }));
    found.push(...page.results);
    cursor = page.next;
  } while (cursor);
  return found;
}

export const COLLECTION_OF: Record<string, string> = {
  organisation: "organisations",
  technology: "technologies",
  programme: "programmes",
};
/** Forgets what was fetched, since something was written. */
export function forgetRecords(): void {
  for (const shelf of [sources, relations, organisations, programmes, technologies]) shelf.clear();
}
const CACHES = { organisations, technologies, programmes };

/** A node of any kind among the cached ones. */
export const record = (id: string): NodeRecord | undefined =>
  organisations.get(id) ?? programmes.get(id) ?? technologies.get(id);

/** Caches nodes that came with another answer. */
export function cacheNodes(nodes: Iterable<NodeRecord>): void {
  for (const node of nodes) {
    const shelf = CACHES[(COLLECTION_OF[node.kind] ?? "organisations") as keyof typeof CACHES];
    if (!shelf.get(node.id)) shelf.add([node]);
  }
}
/** Fetches nodes of unknown kind: first among organisations, the rest among programmes, then technologies. */
export async function requestNodes(ids: Iterable<string>): Promise<void> {
  for (const shelf of [organisations, programmes, technologies]) {
    const missing = [...ids].filter((id) => !record(id));
    if (!missing.length) return;
    await shelf.request(missing);
  }
}
