/** Why all nodes have one colour, and which colouring shows more. */
import { computed } from "@preact/signals";
import { communitySummaries, model } from "../../graph/visibleGraph";
import { messages } from "../../i18n";
import { change, state } from "../../state/state";

/** Whether no node of the scene has a sector. */
export const hasNoSector = computed(() => {
  const nodes = [...(model.value?.nodes.values() ?? [])].filter((n) => n.kind !== "programme");
  return nodes.length > 0 && nodes.every((n) => n.sector === null);
});
/** Shown where every node has the same colour: none has a sector, or none has a tie and so none is in a community. */
export function SingleColourNote() {
  const msg = messages.value;
  const { colour } = state.value;
  const nodes = model.value?.nodes.size ?? 0;
  const groups = communitySummaries.value.length;
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
