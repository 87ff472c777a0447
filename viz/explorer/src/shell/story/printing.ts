/** Prints a story: each step is shown, its picture taken, and given a page of its own with its caption. */
import { caption } from "../../graph/caption";
import { storyTexts } from "../../i18n/story";
import { showStep, story, thisView } from "../../state/story";
import { currentView } from "../../views/registry";

/** Milliseconds after which a view is taken as it stands. */
const PATIENCE_MS = 8000;
const REST_MS = 500;
const rest = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** The picture of the view that is open: the network's, else the figure that the view shows. */
function picture(): Element | null {
  const own = currentView.peek().picture?.();
  if (own) return document.importNode(new DOMParser().parseFromString(own, "image/svg+xml").documentElement, true);
  const figure = document.querySelector("main svg.matrix, main svg.scatter, main .chart svg");
  return figure ? (figure.cloneNode(true) as Element) : null;
}
async function settled(): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  do await rest(REST_MS);
  while (document.querySelector("main .spinner") && performance.now() < end);
}

function page(title: string, text: string, shown: Element | null): HTMLElement {
  const section = document.createElement("section");
  const heading = document.createElement("h2");
  heading.textContent = title;
  const words = document.createElement("p");
  words.textContent = text;
  const source = document.createElement("footer");
  source.textContent = caption().join(" · ");
  section.append(heading, words, ...(shown ? [shown] : []), source);
  return section;
}

/** Shows the steps one after the other, then the browser's print dialog; what was on the screen comes back. */
export async function printStory(): Promise<void> {
  const { steps, title } = story.peek();
  const text = storyTexts();
  const before = { view: thisView(), caption: "" };
  document.querySelector(".story-print")?.remove();
  const pages = document.createElement("div");
  pages.className = "story-print";
  for (const [i, step] of steps.entries()) {
    showStep(step);
    await settled();
    pages.append(page([title || text.title, text.place(i + 1, steps.length)].join(" · "), step.caption, picture()));
  }
  document.body.append(pages);
  showStep(before);
  addEventListener("afterprint", () => pages.remove(), { once: true });
  print();
}
