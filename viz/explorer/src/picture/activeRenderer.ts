/** The renderer that runs now, for what acts on it from elsewhere: downloads, the inspection object, the keyboard. */
import { signal } from "@preact/signals";
import type { Renderer } from "./renderer";

export const activeRenderer = signal<Renderer | null>(null);
