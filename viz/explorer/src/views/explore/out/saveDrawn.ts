/** Saves what is drawn as data: in the formats of pictures by the page itself, and its records by the server, which is told exactly which. */
import { postForFile, Problem, urlOf } from "../../../api/client";
import { save } from "../../../browser/saveFile";
import { notify } from "../../../components/Messages";
import { isGroup } from "../../../graph/collapse";
import { messages, vocabulary } from "../../../i18n";
import { outTexts } from "../../../i18n/out";
import { drawn, type Drawn } from "../../../picture/drawn";

const DRAWN = ["gexf", "graphml", "gml", "pajek", "cyjs", "json"];
const EXTENSION: Record<string, string> = { pajek: "net", tables: "zip" };

/** Formats that hold nodes, ties, positions and colours as drawn, and those that hold the records behind. */
export const drawnFormats = (): string[] => ["tables", ...DRAWN];
export const recordFormats = (): string[] =>
  (vocabulary.value?.formats ?? []).map((f) => f.name).filter((name) => !DRAWN.includes(name));
export const formatName = (name: string): string => (name === "tables" ? "CSV" : name.toUpperCase());
export const formatExtension = (name: string): string =>
  EXTENSION[name] ?? vocabulary.value?.formats.find((f) => f.name === name)?.extension ?? name;

/** Saves what is drawn, or of it only some nodes and the ties among them. */
export async function saveDrawn(format: string, only?: ReadonlySet<string>): Promise<void> {
  const what = drawn(only);
  if (!what) return;
  if (recordFormats().includes(format)) return saveRecords(format, what);
  const { WRITERS } = await import("../../../picture/files");
  const content = WRITERS[format]?.(what);
  if (content !== undefined) save(`sojae.${formatExtension(format)}`, content, "text/plain");
}

async function saveRecords(format: string, { nodes, ties }: Drawn): Promise<void> {
  const body = {
    format,
    nodes: [...new Set(nodes.flatMap((n) => (isGroup(n.id) ? n.members : [n.id])))],
    relations: [...new Set(ties.flatMap((t) => t.relations))],
  };
  try {
    const { name, content } = await postForFile(urlOf("/export"), body);
    save(name, content);
  } catch (error) {
    const { kind } = error instanceof Problem ? error : { kind: "page" };
    notify(messages.value.problems[kind]?.title ?? outTexts.value.failed);
  }
}
