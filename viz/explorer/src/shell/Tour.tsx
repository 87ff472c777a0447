/** The tour: a card beside what it tells of, which is ringed while everything else dims. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { tourTexts } from "../i18n/tour";
import { settleTour, startTour, tourIsOffered, tourStep } from "./helpState";

/** What each step tells of: the first of these that can be seen. */
const TARGETS = [
  [".search.main"],
  [".stage"],
  ["#facets", "[data-action=filters]"],
  [".time"],
  [".tabs"],
  ["[data-action=share]"],
] as const;
const WIDTH = 330;
const GAP = 12;

function boxOf(step: number): DOMRect | null {
  for (const selector of TARGETS[step] ?? []) {
    const found = document.querySelector(selector);
    const box = found?.getBoundingClientRect();
    if (found?.checkVisibility({ visibilityProperty: true }) && box && box.width > 0 && box.right > 0) return box;
  }
  return null;
}
/** Where the card stands: below what it tells of, else above, else within. */
function placeOf(box: DOMRect, height: number): { left: number; top: number } {
  const left = Math.min(Math.max(GAP, box.left + box.width / 2 - WIDTH / 2), innerWidth - WIDTH - GAP);
  if (box.bottom + GAP + height < innerHeight) return { left, top: box.bottom + GAP };
  if (box.top - GAP - height > 0) return { left, top: box.top - GAP - height };
  if (box.right + GAP + WIDTH < innerWidth) return { left: box.right + GAP, top: Math.max(GAP, box.top + 40) };
  return { left, top: Math.max(GAP, innerHeight - height - 3 * GAP) };
}

export function Tour() {
  const step = tourStep.value;
  const text = tourTexts();
  const card = useRef<HTMLDivElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const [where, setWhere] = useState<{ ring: DOMRect; left: number; top: number } | null>(null);
  useLayoutEffect(() => {
    if (step === null) return;
    const put = () => {
      const ring = boxOf(step);
      setWhere(ring ? { ring, ...placeOf(ring, card.current?.offsetHeight ?? 200) } : null);
    };
    put();
    addEventListener("resize", put);
    return () => removeEventListener("resize", put);
  }, [step, text]);
  useEffect(() => {
    if (step !== null) next.current?.focus();
  }, [step]);
  if (step === null) return null;
  const now = text.steps[step];
  const last = step === text.steps.length - 1;
  return (
    <div class="tour" data-part="tour" data-step={step + 1}>
      {where && (
        <div
          class="ring"
          style={{
            left: `${where.ring.left - 4}px`,
            top: `${where.ring.top - 4}px`,
            width: `${where.ring.width + 8}px`,
            height: `${where.ring.height + 8}px`,
          }}
        />
      )}
      <div
        class="tour-card"
        ref={card}
        role="dialog"
        aria-labelledby="tour-title"
        aria-describedby="tour-text"
        style={where ? { left: `${where.left}px`, top: `${where.top}px` } : undefined}
      >
        <p class="soft">{text.place(step + 1, text.steps.length)}</p>
        <h2 id="tour-title">{now?.title}</h2>
        <p id="tour-text">{now?.text}</p>
        <div class="tour-buttons">
          <button type="button" class="text" data-action="tour-skip" onClick={settleTour}>
            {text.skip}
          </button>
          {step > 0 && (
            <button type="button" class="text" data-action="tour-back" onClick={() => (tourStep.value = step - 1)}>
              {text.back}
            </button>
          )}
          <button
            type="button"
            class="primary"
            ref={next}
            data-action="tour-next"
            onClick={() => {
              if (last) settleTour();
              else tourStep.value = step + 1;
            }}
          >
            {last ? text.done : text.next}
          </button>
        </div>
      </div>
    </div>
  );
}

/** A line that offers the tour and is in nobody's way. */
export function TourOffer() {
  if (!tourIsOffered.value || tourStep.value !== null) return null;
  const text = tourTexts();
  return (
    <div class="tour-offer" data-part="tour-offer">
      <span>{text.invite}</span>
      <button type="button" class="primary" data-action="tour-start" onClick={startTour}>
        {text.start}
      </button>
      <button type="button" class="text" data-action="tour-decline" onClick={settleTour}>
        {text.skip}
      </button>
    </div>
  );
}
