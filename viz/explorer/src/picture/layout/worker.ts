/** The worker that lays out, so that the page stays alive meanwhile. */
import { runLayout } from "./run";
import type { LayoutRequest } from "./types";

addEventListener("message", ({ data }: MessageEvent<LayoutRequest>) => {
  const { x, y } = runLayout(data);
  postMessage({ x, y });
});
