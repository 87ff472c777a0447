/** Colours: themes, mixing, contrast, rims, ramps for measures. Always opaque: overlapping transparent ties would blend in WebGL. */

export interface Theme {
  paper: string;
  ink: string;
  soft: string;
  tie: string;
  tieWithinCommunity: string;
  accent: string;
  fresh: string;
  ended: string;
  changed: string;
  dark: boolean;
}
export const LIGHT: Theme = {
  paper: "#fbfcfd",
  ink: "#1d2733",
  soft: "#55616f",
  tie: "#b7c3d0",
  tieWithinCommunity: "#a2b0c0",
  accent: "#1f5fa8",
  fresh: "#0068b5",
  ended: "#c2570c",
  changed: "#7a5195",
  dark: false,
};
export const DARK: Theme = {
  paper: "#161b22",
  ink: "#e8edf3",
  soft: "#a9b4c0",
  tie: "#3c4856",
  tieWithinCommunity: "#505e6e",
  accent: "#8fbdf0",
  fresh: "#56b4e9",
  ended: "#f08c3a",
  changed: "#c9a0e0",
  dark: true,
};

const rgb = (hex: string): [number, number, number] =>
  [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as [number, number, number];

export function mix(one: string, other: string, share: number): string {
  const [a, b] = [rgb(one), rgb(other)];
  return `#${a
    .map((v, i) =>
      Math.round(v * share + (b[i] as number) * (1 - share))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}
export function luminance(hex: string): number {
  const [r, g, b] = rgb(hex)
    .map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
/** WCAG contrast: 4.5 is AA for text, 3 for marks. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number];
  return (b + 0.05) / (a + 0.05);
}
/** A colour darkened (or lightened) until text in it is legible on the background. */
export function legible(colour: string, tone: Theme): string {
  let share = 0.8;
  while (share > 0 && contrast(mix(colour, tone.ink, share), tone.paper) < 4.6) share -= 0.05;
  return mix(colour, tone.ink, Math.max(share, 0));
}
/** The colour of a node's rim, which contrasts with the background. */
export function rim(colour: string, tone: Theme): string {
  const towards = tone.dark ? "#ffffff" : "#000000";
  let share = tone.dark ? 0.7 : 0.8;
  while (share > 0.1 && contrast(mix(colour, towards, share), tone.paper) < 3) share -= 0.04;
  return mix(colour, towards, share);
}

const PALE = ["#cfe1f2", "#08306b"] as const;
const DEEP = ["#3d5f82", "#e3f1ff"] as const;
/** A ramp of one hue from low to high, safe for colour-blind readers; `t` from 0 to 1. */
export function ramp(t: number, tone: Theme): string {
  const [low, high] = tone.dark ? DEEP : PALE;
  return mix(high, low, Math.min(Math.max(t, 0), 1));
}
