/** Where organisations are, as spots of a map: districts of the city that has most of them, cities else, and what has no point. A district whose point is not known stands with its city. */
import type { Places } from "../api/types";

/** `point`: stands on the map; `rough`: a region or province; `abroad`: another country; `nowhere`: not stated, or not in the table. */
export type Precision = "point" | "rough" | "abroad" | "nowhere";
/** `parent`: the city whose district it is, if that city's districts stand apart */
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
  /** whether some of its districts stand apart, so that it is the rest of the city */
  excludesDistricts: boolean;
}
export interface Geography {
  /** the city whose districts stand apart, and around which the map is drawn */
  centre: MapPlace | null;
  places: ReadonlyMap<string, MapPlace>;
  /** organisation → spot */
  placeOf: ReadonlyMap<string, string>;
}
/** Organisations whose record names no place, and those that name one which the table does not have. */
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
    // around what has no point no map can be drawn
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
  const lost = unlisted.flatMap((u) => u.members ?? []);
  if (lost.length) put({ id: UNLISTED, ko: "", en: "", ...nowhere }, lost);
  if (unknown.organisations) put({ id: UNKNOWN, ko: "", en: "", ...nowhere }, unknown.members ?? []);
  for (const { parent } of spots.values()) {
    const city = parent === null ? undefined : spots.get(parent);
    if (city) city.excludesDistricts = true;
  }
  return { centre: (most && spots.get(most)) || null, places: spots, placeOf: of };
}
