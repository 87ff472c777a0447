/** The predicates between two nodes in one line, read from the first to the second. */
import { messages, predicateName } from "../i18n";
import type { TieReading } from "./tieReading";

export function relationLine({ from, to, forward, backward, shared, undirected }: TieReading): string {
  const msg = messages.value;
  // a tie between collapsed groups sums up many relations, so it has no direction
  const ofGroups = from.startsWith("group:") || to.startsWith("group:");
  return [
    ...forward.map(predicateName),
    ...backward.map((p) => `← ${predicateName(p)}`),
    ...shared.map((p) => msg.sharedOf(predicateName(p))),
    ...undirected.map((p) => (ofGroups ? predicateName(p) : msg.eitherWay(predicateName(p)))),
  ].join(", ");
}
