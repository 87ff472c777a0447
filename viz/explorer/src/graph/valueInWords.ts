/** The value of a facet in words. */
import { kindName, messages, predicateName, sectorName, subkindName } from "../i18n";
import { communityLabel } from "./communityLabels";
import { placeName } from "./placeNames";

const valueName: Record<string, (v: string) => string> = {
  sector: (v) => sectorName(v === "none" ? null : v),
  kind: kindName,
  sub: (v) => (v === "none" ? messages.value.noValue : (subkindName(v) ?? v)),
  place: (v) => (v === "none" ? messages.value.noValue : placeName(v)),
  predicate: predicateName,
  community: (v) => communityLabel(Number(v)),
};

export const valueInWords = (facet: string, value: string): string =>
  value === "" ? messages.value.noValue : (valueName[facet]?.(value) ?? value);
