/** Places on the map: districts of the city with most organisations, elsewhere cities. A district without coordinates is counted with its city. */
import type { Places } from "../api/types";

/** `point`: has coordinates; `rough`: a region or province; `abroad`: another country; `nowhere`: not stated, or not in the table of places. */
export type Precision = "point" | "rough" | "abroad" | "nowhere";
/** `parent`: the city of a district that is counted separately */
export interface MapPlace {
  id: string;
  parent: string | null;
  ko: string;
  en: string;
  precision: Precision;
  latitude: number;
  longitude: number;
  source: string;
  organisations: number;
  /** whether districts of it are counted separately, so that this is only the rest of the city */
  excludesDistricts: boolean;
}
export interface Geography {
  /** the city whose districts are counted separately, in the centre of the map */
  centre: MapPlace | null;
  places: ReadonlyMap<string, MapPlace>;
  /** organisation id → place id */
  placeOf: ReadonlyMap<string, string>;
}
/** Ids of the places of organisations that state none, and of those that state one which is not in the table. */
export const UNKNOWN = "none";
export const UNLISTED = "unlisted";

export function buildGeography({ results, unlisted, unknown }: Omit<Places, "graph_version">): Geography {
  const places = new Map(results.map((p) => [p.id, p]));
  const cityOf = (id: string): string => {
    const place = places.get(id);
    return place?.level === "district" && place.parent ? place.parent : id;
  };
  const weights = new Map<string, number>();
  for (const p of results) {
    const city = cityOf(p.id);
    const known = places.get(city);
    // the centre of the map needs coordinates
    if (known?.level === "city" && known.latitude !== null && known.longitude !== null)
      weights.set(city, (weights.get(city) ?? 0) + p.organisations);
  }
  const most = [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
  const spots = new Map<string, MapPlace>();
  const of = new Map<string, string>();
  const put = (spot: Omit<MapPlace, "organisations" | "excludesDistricts">, members: readonly string[]) => {
    const known = spots.get(spot.id) ?? { ...spot, organisations: 0, excludesDistricts: false };
    known.organisations += members.length;
    spots.set(spot.id, known);
    for (const id of members) of.set(id, spot.id);
  };
  for (const p of results) {
    const apart = cityOf(p.id) === most && p.latitude !== null && p.longitude !== null;
    const own = apart || p.level !== "district" ? p : (places.get(cityOf(p.id)) ?? p);
    if (!p.organisations && own.id !== most) continue;
    const here = own.latitude !== null && own.longitude !== null;
    const standing: Precision = here ? "point" : own.level === "country" ? "abroad" : "rough";
    put(
      {
        id: own.id,
        parent: own.level === "district" ? own.parent : null,
        ko: own.name_ko,
        en: own.name_en,
        precision: standing,
        latitude: own.latitude ?? 0,
        longitude: own.longitude ?? 0,
        source: own.source,
      },
      p.members ?? [],
    );
  }
  const nowhere = { parent: null, precision: "nowhere" as const, latitude: 0, longitude: 0, source: "" };
  const unlistedIds = unlisted.flatMap((u) => u.members ?? []);
  if (unlistedIds.length) put({ id: UNLISTED, ko: "", en: "", ...nowhere }, unlistedIds);
  if (unknown.organisations) put({ id: UNKNOWN, ko: "", en: "", ...nowhere }, unknown.members ?? []);
  for (const { parent } of spots.values()) {
    const city = parent === null ? undefined : spots.get(parent);
    if (city) city.excludesDistricts = true;
  }
  return { centre: (most && spots.get(most)) || null, places: spots, placeOf: of };
}
