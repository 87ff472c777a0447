/** A film of the years, made in the browser: the page shows each year, and its figure is recorded. */
import { save } from "../../../browser/saveFile";
import { notify } from "../../../components/Messages";
import { isSmallGraph, years } from "../../../graph/tables";
import { outTexts } from "../../../i18n/out";
import { figure } from "../../../picture/figure";
import { canvasOf } from "../../../picture/imageExport";
import { change, changeContinuously, state } from "../../../state/state";

/** Milliseconds for which a year is shown. */
const SHOWN = 600;
/** Larger films are slow to make and hardly sharper. */
const SCALE = 1;
const TYPES = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];

const typeOf = (): string | undefined =>
  typeof MediaRecorder === "undefined" ? undefined : TYPES.find((type) => MediaRecorder.isTypeSupported(type));
/** Whether there are years to film, and the browser can. */
export const filmable = (): boolean =>
  isSmallGraph.value && (years.value.data?.years.length ?? 0) > 1 && typeOf() !== undefined;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** The figure of each year, in order. */
async function frames(): Promise<HTMLCanvasElement[]> {
  const made: HTMLCanvasElement[] = [];
  for (const { year } of years.peek().data?.years ?? []) {
    changeContinuously({ as_of: String(year), compare: null });
    await pause(60); // the picture and its labels follow
    const drawn = figure();
    if (drawn) made.push(await canvasOf(drawn.svg, SCALE));
  }
  return made;
}

export async function saveFilm(): Promise<void> {
  const type = typeOf();
  if (!type) return notify(outTexts.value.noVideo);
  const { as_of, compare } = state.peek();
  notify(outTexts.value.making);
  try {
    const made = await frames();
    if (made.length) save("sojae-years.webm", await recorded(made, type));
  } catch {
    notify(outTexts.value.failed);
  } finally {
    change({ as_of, compare });
  }
}

/** Plays pictures on a canvas and records it; all have the size of the largest. */
async function recorded(pictures: readonly HTMLCanvasElement[], type: string): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(...pictures.map((one) => one.width));
  canvas.height = Math.max(...pictures.map((one) => one.height));
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: type, videoBitsPerSecond: 6_000_000 });
  const chunks: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
  const ended = new Promise((done) => recorder.addEventListener("stop", done));
  recorder.start();
  for (const picture of pictures) {
    const until = performance.now() + SHOWN;
    while (performance.now() < until) {
      context.drawImage(picture, 0, 0);
      await pause(40);
    }
  }
  recorder.stop();
  await ended;
  return new Blob(chunks, { type: "video/webm" });
}
