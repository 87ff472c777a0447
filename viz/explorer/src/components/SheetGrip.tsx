/** The handle of a sheet on a phone: a tap or a swipe makes it tall, another one small again; a swipe down on a small one closes it. */
import { useRef, useState } from "preact/hooks";
import { sheetTexts } from "../i18n/sheet";

/** Pixels that a finger must move for a swipe. */
const SWIPE = 36;

export function SheetGrip({ close }: { close: () => void }) {
  const [tall, setTall] = useState(false);
  const from = useRef<number | null>(null);
  const text = sheetTexts();
  const settle = (moved: number) => {
    if (Math.abs(moved) < SWIPE) setTall(!tall);
    else if (moved < 0) setTall(true);
    else if (tall) setTall(false);
    else close();
  };
  return (
    <button
      type="button"
      class="grip"
      aria-expanded={tall}
      aria-label={tall ? text.smaller : text.taller}
      onPointerDown={(e) => {
        from.current = e.clientY;
        e.currentTarget.setPointerCapture(e.pointerId);
      }}
      onPointerUp={(e) => {
        if (from.current !== null) settle(e.clientY - from.current);
        from.current = null;
      }}
      onKeyDown={(e) => {
        if (e.key !== "Enter" && e.key !== " ") return;
        e.preventDefault();
        setTall(!tall);
      }}
    />
  );
}
