/** Registers, evidence and probabilities of the identity of organisations, in the language of the page. */
import { percent } from "./format";
import { inLanguage, messages, vocabulary } from "./language";
import { sectorName } from "./names";

export function schemeName(scheme: string): string {
  const term = vocabulary.value?.identifier_schemes[scheme];
  return term ? inLanguage(term) : scheme;
}

/** A piece of evidence (`kind|what it rests on`) in the language of the page. */
export function evidencePiece(text: string): [string, string] {
  const cut = text.indexOf("|");
  const kind = cut < 0 ? text : text.slice(0, cut);
  const term = vocabulary.value?.evidence_kinds[kind];
  return [term ? inLanguage(term) : kind, cut < 0 ? "" : restsOn(kind, text.slice(cut + 1))];
}
function restsOn(kind: string, what: string): string {
  switch (kind) {
    case "same identifier":
    case "other identifier": {
      const [scheme = "", ...value] = what.split("|");
      return [obstacle(scheme), ...value].join(" ");
    }
    case "same sector":
    case "other sector":
      return what.split(" / ").map(sectorName).join(" / ");
    case "would join bodies that are two":
      return obstacle(what);
    default:
      return what;
  }
}
/** What contradicts a merge: a register, an origin that lists both, or a person's verdict. */
function obstacle(what: string): string {
  const msg = messages.value;
  const [, how, name] = /^(different|two bodies of) (\S+)$/.exec(what) ?? [];
  if (how && name) return how === "different" ? msg.differing(schemeName(name)) : msg.twoOf(name);
  return msg.keptTwo[what] ?? schemeName(what);
}

/** 0.998 must not be rounded to 100 %. */
export const likelihood = (score: number): string =>
  score < 1 && score > 0.99 ? `> ${percent(0.99)}` : percent(score);
