/** Colours of observed/expected: orange for fewer, purple for more ties, white at 1 (PuOr, safe for colour-blind readers). */
import { contrast, mix } from "./colours";

/** The scale ends at this power of two on either side of 1. */
export const FOLDS = 3;
const FEWER = ["#fdf3e7", "#fdb863", "#e08214", "#8f4506"];
const MORE = ["#f3f1f8", "#b2abd2", "#8073ac", "#40206f"];
const DARK_FEWER = ["#3a3128", "#8a5a1f", "#d0801f", "#ffb45c"];
const DARK_MORE = ["#302d3a", "#5e5390", "#8b7cc4", "#cbbcf5"];

function along(stops: readonly string[], t: number): string {
  const at = Math.min(Math.max(t, 0), 1) * (stops.length - 1);
  const i = Math.min(Math.floor(at), stops.length - 2);
  return mix(stops[i + 1] as string, stops[i] as string, at - i);
}
export function shade(ratio: number, dark: boolean): string {
  const folds = Math.max(-FOLDS, Math.min(FOLDS, Math.log2(Math.max(ratio, 2 ** -FOLDS))));
  const white = dark ? "#2b323b" : "#ffffff";
  if (Math.abs(folds) < 0.02) return white;
  const stops = folds < 0 ? (dark ? DARK_FEWER : FEWER) : dark ? DARK_MORE : MORE;
  return along([white, ...stops.slice(1)], Math.abs(folds) / FOLDS);
}
/** Text colour on a shade: black or white, whichever contrasts more (at least 4.58). */
export const inkOn = (fill: string): string =>
  contrast(fill, "#000000") >= contrast(fill, "#ffffff") ? "#000000" : "#ffffff";
