/** Computes measures of what is drawn beside the page, which stays alive meanwhile. */
import { type DrawnMeasure, measureDrawn, type Numbered } from "./drawnMeasures";

addEventListener("message", ({ data }: MessageEvent<{ turn: number; net: Numbered; names: DrawnMeasure[] }>) => {
  const values = data.names.map((name) => [name, measureDrawn(data.net, name)] as const);
  postMessage({ turn: data.turn, values });
});
