/** Shows what is around a node, and says so if that needs another layer. */
import { focusOn } from "../graph/nodeActions";
import { drawnTexts } from "../i18n";
import { notify } from "./Messages";

export function showNeighbourhood(id: string): void {
  if (focusOn(id).changedLayer) notify(drawnTexts().factsInstead);
}
