/** How the card lies: over the network, wide over it, or beside it. */
import { hands } from "../../../i18n/hands";
import { change, select, state } from "../../../state/state";
import { ToolIcon } from "./ToolIcon";

const card = select("card");
/** Pixels of the network that an open card covers. */
export const coveredByCard = (): number => ({ over: 390, wide: 660, docked: 0 })[card.peek()];

export function CardShape() {
  const msg = hands.value;
  const now = state.value.card;
  return (
    <div class="card-shape" role="group" aria-label={msg.card}>
      {(["wide", "docked"] as const).map((shape) => (
        <button
          type="button"
          key={shape}
          aria-pressed={now === shape}
          aria-label={msg.cardShape[shape]}
          title={msg.cardShape[shape]}
          data-card={shape}
          onClick={() => change({ card: now === shape ? "over" : shape })}
        >
          <ToolIcon path={shape === "wide" ? "M4 12h16M8 8l-4 4 4 4M16 8l4 4-4 4" : "M4 5h16v14H4zM14 5v14"} />
        </button>
      ))}
    </div>
  );
}
