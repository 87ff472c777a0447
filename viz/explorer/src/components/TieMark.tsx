/** A sample of a tie as the picture draws it: colour, dashes, and an arrowhead if its type has a direction. */
import { patterns } from "../graph/tieTypes";
import { isMutual } from "../graph/tieReading";
import { theme } from "../picture/nodeStyle";
import { DASHES } from "../picture/tieProgram";
import { typeColour } from "../picture/tieStyle";

export function TieMark({ predicate }: { predicate: string }) {
  const colour = typeColour.value?.(predicate) ?? theme.value.soft;
  const dash = DASHES[patterns.value.get(predicate) ?? 0];
  return (
    <svg class="mark line-sample" width="22" height="10" aria-hidden="true" data-colour={colour} data-dash={dash}>
      <line
        x1="1"
        y1="5"
        x2={isMutual(predicate) ? 21 : 15}
        y2="5"
        stroke={colour}
        stroke-width="2.4"
        stroke-dasharray={dash}
      />
      {!isMutual(predicate) && <path d="M21 5L14 1.6V8.4Z" fill={colour} />}
    </svg>
  );
}
