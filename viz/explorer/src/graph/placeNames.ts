/** Names of places on the map. */
import { language, messages } from "../i18n";
import { UNKNOWN, UNLISTED } from "./geography";
import { geography } from "./tables";

export function placeName(id: string): string {
  if (id === UNKNOWN) return messages.value.noPlace;
  if (id === UNLISTED) return messages.value.otherPlace;
  return geography.value?.places.get(id)?.[language.value] ?? id;
}

/** The name of what is counted at a place: a city whose districts are counted separately is only the rest of it. */
export function countedPlaceName(id: string): string {
  return geography.value?.places.get(id)?.excludesDistricts ? messages.value.restOf(placeName(id)) : placeName(id);
}
