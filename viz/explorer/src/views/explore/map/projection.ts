/** The map projection: true directions from the centre, logarithmic distances, so that districts and distant cities both fit. */

const EARTH = 6371;
const rad = (degrees: number) => (degrees * Math.PI) / 180;
/** Kilometres within which the scale is nearly linear. */
const EVEN = 1.2;
const RINGS = [3, 10, 30, 100, 300, 1000, 3000, 10_000];

export interface Point {
  latitude: number;
  longitude: number;
}
export function distance(a: Point, b: Point): number {
  const [p, q] = [rad(a.latitude), rad(b.latitude)];
  const h = Math.sin((q - p) / 2) ** 2 + Math.cos(p) * Math.cos(q) * Math.sin(rad(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}
/** The initial bearing from a to b, clockwise from north. */
function bearing(a: Point, b: Point): number {
  const [p, q, turn] = [rad(a.latitude), rad(b.latitude), rad(b.longitude - a.longitude)];
  return Math.atan2(
    Math.sin(turn) * Math.cos(q),
    Math.cos(p) * Math.sin(q) - Math.sin(p) * Math.cos(q) * Math.cos(turn),
  );
}
export interface Projection {
  project: (p: Point) => [number, number];
  rings: { km: number; r: number }[];
}

/** Projects onto the unit disc; its rim is the farthest point. */
export function projection(centre: Point, points: readonly Point[]): Projection {
  const farthest = Math.max(5, ...points.map((p) => distance(centre, p)));
  const out = (km: number) => Math.log1p(km / EVEN) / Math.log1p(farthest / EVEN);
  return {
    project: (p) => {
      const [r, angle] = [out(distance(centre, p)), bearing(centre, p)];
      return [r * Math.sin(angle), -r * Math.cos(angle)];
    },
    rings: RINGS.filter((km) => km <= farthest * 1.35).map((km) => ({ km, r: out(km) })),
  };
}
