/** Why all nodes have one colour, and which colouring shows more. */
import { colouring, colourIsUnknown, hasNoSector } from "../../graph/colouring";
import { isOwn, ownName } from "../../graph/ownValues";
import { communitySummaries, model } from "../../graph/visibleGraph";
import { messages } from "../../i18n";
import { change, state } from "../../state/state";

/** Shown where every node has the same colour: none has a sector, or none has a tie and so none is in a community. */
export function SingleColourNote() {
  const msg = messages.value;
  const colour = colouring.value;
  const automatic = state.value.colour === "auto";
  const nodes = model.value?.nodes.size ?? 0;
  const groups = communitySummaries.value.length;
  if (colourIsUnknown.value)
    return (
      <p class="hint" data-part="unknown-colour">
        {msg.own.noneHere(ownName(colour))}
      </p>
    );
  if (automatic && hasNoSector.value)
    return (
      <p class="hint" data-part="sectorless">
        {msg.own.colouredBy(isOwn(colour) ? ownName(colour) : colour === "community" ? msg.byCommunity : msg.byKind)}
      </p>
    );
  if (colour === "community" && nodes && !groups)
    return (
      <p class="hint" data-part="groupless">
        {msg.noCommunities}
      </p>
    );
  if (colour !== "sector" || !hasNoSector.value) return null;
  // colouring by community is offered only where there is more than one
  return (
    <p class="hint" data-part="sectorless">
      {msg.sectorless}{" "}
      {groups > 1 ? (
        <>
          {msg.colourInstead}{" "}
          <button type="button" class="go" onClick={() => change({ colour: "community" })}>
            {msg.byCommunity}
          </button>
        </>
      ) : groups ? (
        ""
      ) : (
        msg.noCommunities
      )}
    </p>
  );
}
