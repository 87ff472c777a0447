/** Saves the figure of what is drawn: SVG, PNG, PDF, and a page of its own. */
import { save } from "../../../browser/saveFile";
import { activeRenderer } from "../../../picture/activeRenderer";
import { drawn } from "../../../picture/drawn";
import { figure } from "../../../picture/figure";
import { canvasOf, pngOf } from "../../../picture/imageExport";

export type PictureFormat = "svg" | "png" | "pdf" | "page";

export async function savePicture(format: PictureFormat, scale: number): Promise<void> {
  const made = figure();
  const what = drawn();
  if (!made || !what) return;
  if (format === "svg") return save("sojae.svg", made.svg, "image/svg+xml");
  if (format === "page") {
    const { standalonePage } = await import("../../../picture/standalone/page");
    const frame = activeRenderer.peek()?.sigma.getDimensions() ?? { width: 1000, height: 700 };
    return save("sojae.html", standalonePage(what, made, frame), "text/html");
  }
  const canvas = await canvasOf(made.svg, scale);
  if (format === "png") return save("sojae.png", await pngOf(canvas));
  const { pdf } = await import("../../../picture/pdf");
  save("sojae.pdf", await pdf(canvas, made.width, made.height, what.about.title));
}
