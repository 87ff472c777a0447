/** The bar of a workspace's page: which files, until when, and the ways on; and dropping files anywhere on the page. */
import { effect, signal } from "@preact/signals";
import type { Workspace } from "../api/types";
import { currentWorkspace, endWorkspace, homePage, workspace } from "../api/workspaces";
import { language } from "../i18n";
import { opening } from "../i18n/opening";
import { open } from "../views/open/openState";

const found = signal<Workspace | null>(null);
if (currentWorkspace !== null)
  workspace(currentWorkspace).then(
    (one) => {
      found.value = one;
    },
    () => undefined, // the page itself tells that the workspace has ended
  );

async function close(): Promise<void> {
  if (currentWorkspace !== null) await endWorkspace(currentWorkspace);
  location.assign(`${homePage}?lang=${language.value}`);
}
export function WorkspaceBar() {
  const msg = opening.value;
  const one = found.value;
  if (currentWorkspace === null || !one) return null;
  const until = new Date(one.expires).toLocaleTimeString(language.value, { hour: "2-digit", minute: "2-digit" });
  return (
    <div class="workspace-bar" data-part="workspace">
      <b>{msg.bar(one.files.join(", "))}</b> <span>{msg.expires(until)}</span>
      <a class="do" data-action="take" href={`${homePage}?view=open&workspace=${one.id}&lang=${language.value}`}>
        {msg.take}
      </a>
      <button type="button" class="do" data-action="close-workspace" onClick={() => void close()}>
        {msg.close}
      </button>
    </div>
  );
}

const dragging = signal(false);
const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  dragging.value = true;
});
addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) dragging.value = false;
});
addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  dragging.value = false;
  void open([...(event.dataTransfer?.files ?? [])]);
});
effect(() => {
  document.documentElement.classList.toggle("dragging", dragging.value);
});
export function DropHint() {
  return dragging.value ? <div class="drop-hint">{opening.value.drop}</div> : null;
}
