/** The name by which a node is shown where only its id is at hand. */
import { record, requestNodes } from "../api/records";
import { nameOf } from "../i18n";
import { model } from "./visibleGraph";

const asked = new Set<string>();
let waiting: string[] = [];
/** Those of one rendering are asked for together. */
function ask(id: string): void {
  if (asked.has(id)) return;
  asked.add(id);
  if (!waiting.length)
    setTimeout(() => {
      const ids = waiting;
      waiting = [];
      void requestNodes(ids);
    });
  waiting.push(id);
}

/** The name of a node in the language of the page; its id only where no record has it. */
export function nodeName(id: string): string {
  const known = record(id);
  if (known) return nameOf(known);
  const drawn = model.value?.nodes.get(id);
  if (drawn) return nameOf({ label_ko: drawn.nameKo, label_en: drawn.nameEn });
  ask(id);
  return id;
}
