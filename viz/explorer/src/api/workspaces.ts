/** Workspaces: files that are looked at without being loaded. They belong to the server, also while one of them is open. */
import { Problem, send } from "./client";
import type { LoadReport, Preview, Workspace } from "./types";

const INSIDE = /^(.*)\/w\/([A-Za-z0-9_-]{20,40})\/(?:explorer\/)?$/.exec(location.pathname);
/** The workspace whose page this is; null on the page of the store. */
export const currentWorkspace: string | null = INSIDE?.[2] ?? null;
const API = document.querySelector<HTMLMetaElement>("meta[name=sojae-api]")?.content ?? "/api/v1";
/** The page of the store, and its API. */
export const homePage = INSIDE ? `${INSIDE[1] ?? ""}/` : location.pathname;
const serverApi = INSIDE ? `${homePage}api/v1` : API;
const workspaceUrl = (id: string, part = "") => `${serverApi}/workspaces/${encodeURIComponent(id)}${part}`;

export interface HowToRead {
  origin: string | null;
  mapping: unknown;
  options: Record<string, string>;
}

/** Sends files, which are recognised and not read yet; those that nothing recognises are kept with the problem. */
export function openFiles(files: readonly File[]): Promise<Workspace> {
  const form = new FormData();
  for (const file of files) form.append("files", file, file.name);
  form.append("read", "false");
  form.append("keep", "true");
  return send<Workspace>(`${serverApi}/workspaces`, { method: "POST", body: form });
}
export const workspace = (id: string): Promise<Workspace> => send<Workspace>(workspaceUrl(id));
export const previewOf = (id: string, how: HowToRead, signal: AbortSignal): Promise<Preview> =>
  send<Preview>(workspaceUrl(id, "/preview"), { ...json("POST", how), signal });
/** What a person says of a table instead of letting it be recognised. */
export interface Known {
  encoding?: string;
  /** The line of the header, 0 if there is none. */
  header?: number;
  /** The label of the only table that is proposed. */
  table?: string;
}
export const proposalOf = (id: string, known: Known, signal: AbortSignal): Promise<unknown> =>
  send(workspaceUrl(id, "/proposal"), { ...json("POST", known), signal });
export const readFiles = (id: string, how: HowToRead): Promise<Workspace> =>
  send<Workspace>(workspaceUrl(id), json("PUT", how));
export async function endWorkspace(id: string): Promise<void> {
  try {
    await send(workspaceUrl(id), { method: "DELETE" });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 404) throw error;
  }
}
export const takeFiles = (id: string, how: HowToRead, dryRun: boolean, key: string): Promise<LoadReport> =>
  send<LoadReport>(workspaceUrl(id, "/take"), json("POST", { ...how, dry_run: dryRun }, key));
export const undoLoad = (load: string, key: string): Promise<{ graph_version: string }> =>
  send<{ graph_version: string }>(`${serverApi}/loads/${encodeURIComponent(load)}/rollback`, json("POST", {}, key));

function json(method: string, body: unknown, key?: string): RequestInit {
  const headers = { "content-type": "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}) };
  return { method, headers, body: JSON.stringify(body) };
}
