/** The scale of a matrix in words and colours, and what its marks mean. */
import type { ComponentChildren } from "preact";
import { isDark } from "../picture/nodeStyle";
import { FOLDS, shade } from "../picture/colourScale";

const STOPS = Array.from({ length: 2 * FOLDS + 1 }, (_, i) => i - FOLDS);
const LABELS: Record<number, string> = { [-FOLDS]: "⅛", 0: "1", [FOLDS]: "8" };

interface Props {
  less: string;
  more: string;
  hatched: string;
  /** The id of the pattern that the matrix draws where the data is too thin. */
  pattern: string;
  /** The note on the mark of what stands out. */
  children: ComponentChildren;
}

export function ScaleLegend({ less, more, hatched, pattern, children }: Props) {
  return (
    <div class="scale-legend">
      <span>{less}</span>
      <i aria-hidden="true">
        {STOPS.map((s) => (
          <b key={s} style={{ backgroundColor: shade(2 ** s, isDark.value) }}>
            {LABELS[s]}
          </b>
        ))}
      </i>
      <span>{more}</span>
      {children}
      <span class="hatch-note">
        <svg width="18" height="14" aria-hidden="true">
          <rect width="18" height="14" fill={`url(#${pattern})`} class="frame" />
        </svg>{" "}
        {hatched}
      </span>
    </div>
  );
}

/** The pattern of cells with too little data. */
export function Hatching({ id }: { id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" class="hatch-ground" />
      <line x1="0" y1="0" x2="0" y2="6" class="hatch-line" />
    </pattern>
  );
}
