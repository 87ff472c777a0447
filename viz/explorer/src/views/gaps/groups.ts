/** What is compared: sectors, or the groups of another attribute; their names, and the words of this view for them. */
import { computed } from "@preact/signals";
import { root } from "../../graph/tables";
import { messages, nameOf, sectorName } from "../../i18n";
import { select } from "../../state/state";
import { gaps } from "./resources";

const groupBy = select("group_by");
export const isBySector = computed(() => groupBy.value === "sector");
const OWN = "attributes.";
const DIVISION = "division:";

const names = computed(
  () => new Map(isBySector.value ? [] : (gaps.value.data?.sectors ?? []).map((group) => [group.id, nameOf(group)])),
);
/** The name of a sector or group. */
export const groupName = (id: string): string =>
  isBySector.value ? sectorName(id) : names.value.get(id) || id.replaceAll("∕", "/");

/** What can be compared, each with its name; what the address asks for is among them. */
export const groupings = computed(() => {
  const ids = root.value.data?.groupings ?? ["sector"];
  return (ids.includes(groupBy.value) ? ids : [...ids, groupBy.value]).map((id) => ({ id, name: groupingName(id) }));
});
export function groupingName(id: string): string {
  const msg = messages.value.grouping;
  if (id.startsWith(OWN)) return id.slice(OWN.length);
  if (id.startsWith(DIVISION)) return msg.division(id.slice(DIVISION.length));
  return msg.names[id] ?? id;
}

const WORDS: readonly [RegExp, string][] = [
  [/업종/g, "집단"],
  [/\bsector/g, "group"],
  [/\bSector/g, "Group"],
];
const aboutGroups = (text: string): string => WORDS.reduce((told, [word, other]) => told.replace(word, other), text);

/** A message about groups; names that it is given stay as they are, even if one is called “sector”. */
function told(message: (...given: unknown[]) => unknown) {
  return (...given: unknown[]): unknown => {
    const kept = given.filter((one): one is string => typeof one === "string" && aboutGroups(one) !== one);
    const marked = given.map((one) =>
      kept.includes(one as string) ? `\uE000${kept.indexOf(one as string)}\uE001` : one,
    );
    const text = message(...marked);
    return typeof text === "string"
      ? aboutGroups(text).replace(/\uE000(\d+)\uE001/g, (_, i: string) => kept[Number(i)] ?? "")
      : text;
  };
}
function converted(part: unknown): unknown {
  if (typeof part === "string") return aboutGroups(part);
  if (typeof part === "function") return told(part as (...given: unknown[]) => unknown);
  if (part !== null && typeof part === "object" && !Array.isArray(part))
    return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, converted(one)]));
  return part;
}
const messagesOfGroups = computed(() => converted(messages.value) as typeof messages.value);
/** The messages of this view: about sectors, or about groups. */
export const words = computed(() => (isBySector.value ? messages.value : messagesOfGroups.value));
