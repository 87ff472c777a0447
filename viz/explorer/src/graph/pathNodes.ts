/** What the selected path needs in the picture: set where paths are found, read where the picture is put together. */
import { signal } from "@preact/signals";
import type { Addition } from "./model";

/** The nodes of the selected path, which stay apart while groups are collapsed. */
export const pathNodes = signal<readonly string[]>([]);
/** Nodes and relations of a path that the server found beyond what is drawn. */
export const pathAddition = signal<Addition | null>(null);
