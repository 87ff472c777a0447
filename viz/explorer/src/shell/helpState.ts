/** Whether help is open, and at which step the tour stands; a tour that was taken or skipped is not offered again. */
import { effect, signal } from "@preact/signals";
import { change, state } from "../state/state";

const TAKEN = "sojae.tour";
export const helpIsOpen = signal(false);
/** The step of the tour, from 0; null if none is under way. */
export const tourStep = signal<number | null>(null);

function wasTaken(): boolean {
  try {
    return localStorage.getItem(TAKEN) !== null;
  } catch {
    return true; // a browser that keeps nothing would offer it with every visit
  }
}
/** Offered to whoever comes for the first time and by no link to something else. */
export const tourIsOffered = signal(!wasTaken() && /^(\?lang=(ko|en))?$/.test(location.search));

export function settleTour(): void {
  tourStep.value = null;
  tourIsOffered.value = false;
  try {
    localStorage.setItem(TAKEN, "1");
  } catch {
    // offered again with the next visit
  }
}
export function startTour(): void {
  helpIsOpen.value = false;
  if (state.peek().view !== "explore") change({ view: "explore" });
  tourStep.value = 0;
}
// what opens first is what the reader came for
effect(() => {
  const { node, tie, from, view, embed } = state.value;
  if ((node ?? tie ?? from) !== null || view !== "explore" || embed) tourIsOffered.value = false;
});

document.addEventListener(
  "keydown",
  (event) => {
    const isTyping = event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "?" && !isTyping) {
      event.preventDefault();
      helpIsOpen.value = !helpIsOpen.peek();
    } else if (event.key === "Escape" && tourStep.peek() !== null) {
      event.stopPropagation();
      settleTour();
    }
  },
  true,
);
