/** What the server said in English, in the language of the page. */
import { signal } from "@preact/signals";
import { language } from "./language";

interface Rule {
  pattern: RegExp;
  korean: string;
}
const rules = signal<Rule[] | null>(null);
let asked = false;
function load(): void {
  if (asked) return;
  asked = true;
  void import("./serverSentences").then(({ SENTENCES }) => {
    rules.value = SENTENCES.map(([english, korean]) => ({
      pattern: new RegExp(`^${english.split("{}").map(escaped).join("(.*?)")}$`, "s"),
      korean,
    }));
  });
}
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const UNITS: Record<string, string> = { cell: "칸", row: "행", column: "열" };
const counted = (given: string) =>
  given.replace(/^([\d,]+) (cell|row|column)s?$/, (_, count: string, unit: string) => `${count}${UNITS[unit] ?? ""}`);

/** One sentence in Korean; the places in it in their order. */
function sentence(text: string, known: readonly Rule[]): string | null {
  for (const { pattern, korean } of known) {
    const found = pattern.exec(text);
    if (!found) continue;
    let at = 0;
    // the Korean of some sentences has its places in fewer numbers, never in another order
    return korean.replace(/\{\}/g, () => counted(found[++at] ?? ""));
  }
  return null;
}
const PLACE: readonly (readonly [RegExp, string])[] = [
  [/^line (\d+)$/, "$1행"],
  [/^element (\d+)$/, "$1번째 요소"],
  [/^cell (\d+)$/, "$1번째 칸"],
];
/** A file, a sheet, a line or a field before a sentence is left as it is, but for the words of a place. */
function place(text: string): string | null {
  if (text.split(" ").length > 6) return null;
  return text
    .split(", ")
    .map((one) => PLACE.reduce((so, [pattern, korean]) => so.replace(pattern, korean), one))
    .join(", ");
}

export interface Said {
  text: string;
  /** the language of a text that is not in that of the page */
  lang: "en" | undefined;
}
/** A sentence, or a place and a sentence after it; in English where nobody has written it in Korean yet. */
export function said(text: string): Said {
  if (language.value !== "ko") return { text, lang: undefined };
  load();
  const known = rules.value;
  const pieces = text.split(": ");
  for (let from = 0; known && from < pieces.length; from++) {
    const before = pieces.slice(0, from).map(place);
    if (before.includes(null)) break;
    const rest = sentences(pieces.slice(from), known);
    if (rest) return { text: [...before, rest].join(": "), lang: undefined };
  }
  return { text, lang: "en" };
}
/** Sentences one after the other, as rule and remedy are. */
function sentences(pieces: readonly string[], known: readonly Rule[]): string | null {
  for (let many = 1; many <= pieces.length; many++) {
    const head = sentence(pieces.slice(0, many).join(": "), known);
    if (head === null) continue;
    if (many === pieces.length) return head;
    const rest = sentences(pieces.slice(many), known);
    if (rest !== null) return `${head}. ${rest}`;
  }
  return null;
}
