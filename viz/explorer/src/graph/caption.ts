/** The lines under a saved figure: layer, date and graph version; the caveat and the licences. */
import { day, layerName, messages } from "../i18n";
import { state } from "../state/state";
import { licences } from "./licences";
import { root } from "./tables";

export function caption(): [string, string] {
  const { layer, as_of, compare } = state.value;
  const version = `${messages.value.version} ${root.value.data?.graph_version ?? ""}`;
  const source = [
    "Sojae",
    layerName(layer),
    compare ? `${day(as_of ?? "")} → ${day(compare)}` : as_of && day(as_of),
    version,
  ];
  return [source.filter(Boolean).join(" · "), [messages.value.note, licences.value].filter(Boolean).join(" ")];
}
