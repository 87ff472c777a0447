/** The network on the whole screen. */
import { signal } from "@preact/signals";

export const isFullScreen = signal(false);
document.addEventListener("fullscreenchange", () => {
  isFullScreen.value = document.fullscreenElement !== null;
});
export const canFillScreen = (): boolean => document.fullscreenEnabled;

export function toggleFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.querySelector("main.explore")?.requestFullscreen();
}
