/** Saves an SVG of the page as a file: computed styles are written into a copy, with a background and a caption. */
import { save } from "../browser/saveFile";
import { FONT } from "./renderer";

// opacities come before colours, since a colour may have an alpha of its own
const COPIED_STYLES = [
  "fill-opacity",
  "fill",
  "stroke-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "paint-order",
  "opacity",
  "visibility",
  "font-size",
  "font-weight",
  "font-family",
  "text-anchor",
  "dominant-baseline",
];
const COLOURS = new Set(["fill", "stroke"]);
const SVG = "http://www.w3.org/2000/svg";
const LINE = 17;

const drop = document
  .createElement("canvas")
  .getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
/** A CSS colour as #rrggbb and opacity, which every SVG editor reads; `none` for transparent ones. */
function resolveColour(colour: string): { colour: string; opacity: number } {
  if (colour === "none") return { colour, opacity: 1 };
  drop.clearRect(0, 0, 1, 1);
  drop.fillStyle = colour;
  drop.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = drop.getImageData(0, 0, 1, 1).data;
  if (!alpha) return { colour: "none", opacity: 1 };
  return {
    colour: `#${[red, green, blue].map((v) => v.toString(16).padStart(2, "0")).join("")}`,
    opacity: alpha / 255,
  };
}
function setAttributes<T extends Element>(element: T, given: Record<string, string | number>): T {
  for (const [attribute, v] of Object.entries(given)) element.setAttribute(attribute, String(v));
  return element;
}
const svgElement = (name: string, given: Record<string, string | number>) =>
  setAttributes(document.createElementNS(SVG, name), given);
export function saveFigure(source: SVGSVGElement, name: string, lines: readonly string[]): void {
  const copy = source.cloneNode(true) as SVGSVGElement;
  const [from, to] = [source.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    const target = to[i] as Element;
    for (const property of COPIED_STYLES) {
      const v = style.getPropertyValue(property);
      if (!v || v.includes("url(")) continue;
      if (!COLOURS.has(property)) {
        target.setAttribute(property, v);
        continue;
      }
      const { colour, opacity } = resolveColour(v);
      target.setAttribute(property, colour);
      if (opacity < 1)
        target.setAttribute(
          `${property}-opacity`,
          String(Number((opacity * Number(style.getPropertyValue(`${property}-opacity`) || 1)).toFixed(3))),
        );
    }
    for (const attribute of [
      "class",
      "style",
      "role",
      "tabindex",
      "tabIndex",
      "aria-label",
      "aria-pressed",
      "aria-hidden",
    ])
      target.removeAttribute(attribute);
    if (style.display === "none") target.setAttribute("display", "none");
  });
  const {
    viewBox: { baseVal },
    clientWidth,
    clientHeight,
  } = source;
  const [width, height] = baseVal?.width ? [baseVal.width, baseVal.height] : [clientWidth, clientHeight];
  const { color, backgroundColor } = getComputedStyle(document.body);
  copy.prepend(svgElement("rect", { width: "100%", height: "100%", fill: backgroundColor }));
  lines.forEach((line, i) => {
    const text = svgElement("text", {
      x: 8,
      y: height + 20 + LINE * i,
      "font-size": i ? 11 : 13,
      "font-weight": i ? 400 : 600,
      fill: color,
      "font-family": FONT,
    });
    text.textContent = line;
    copy.append(text);
  });
  const high = height + LINE * lines.length + 15;
  for (const attribute of ["class", "role", "aria-label"]) copy.removeAttribute(attribute);
  setAttributes(copy, { viewBox: `0 0 ${width} ${high}`, xmlns: SVG, width, height: high });
  save(name, new XMLSerializer().serializeToString(copy), "image/svg+xml");
}
