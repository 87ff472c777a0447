/** A story that plays: the view as large as the window, its caption below, and the keys that turn it. */
import { useEffect, useRef } from "preact/hooks";
import { storyTexts } from "../../i18n/story";
import { play, playing, story } from "../../state/story";

export function Presentation() {
  const at = playing.value;
  const text = storyTexts();
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (at === null) return;
    next.current?.focus();
    const turn = (event: KeyboardEvent) => {
      const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
      if (event.key === "Escape") play(null);
      else if (by) play(at + by);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", turn, true);
    return () => document.removeEventListener("keydown", turn, true);
  }, [at]);
  if (at === null) return null;
  const { steps, title } = story.value;
  return (
    <section class="presentation" aria-label={title || text.title} data-part="presentation" data-step={at + 1}>
      <p aria-live="polite">{steps[at]?.caption}</p>
      <button type="button" class="icon" aria-label={text.back} disabled={at === 0} onClick={() => play(at - 1)}>
        ←
      </button>
      <span class="count">{text.place(at + 1, steps.length)}</span>
      <button
        type="button"
        class="icon"
        ref={next}
        aria-label={text.next}
        aria-disabled={at === steps.length - 1}
        onClick={() => play(at + 1)}
      >
        →
      </button>
      <button type="button" class="do" data-action="end-story" onClick={() => play(null)}>
        {text.end}
      </button>
    </section>
  );
}
