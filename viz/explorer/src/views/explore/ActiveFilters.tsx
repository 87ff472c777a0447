/** Active filters as chips; a click on one removes it. */
import { placeName } from "../../graph/placeNames";
import { highlightedCommunity } from "../../graph/tables";
import { inLanguage, messages, number } from "../../i18n";
import { change, state } from "../../state/state";
import { HandChips, hasHandChips } from "./hands/HandChips";

export function ActiveFilters() {
  const msg = messages.value;
  const { thin, since, off, programme, place, lit, hide, pin, range, expand, around, collapse: groups } = state.value;
  const isActive =
    off.length > 0 ||
    thin.length > 0 ||
    since !== null ||
    range.length > 0 ||
    programme.length > 0 ||
    place ||
    lit !== null ||
    hide.length > 0 ||
    pin.length > 0 ||
    expand.length > 0 ||
    groups.length > 0 ||
    hasHandChips() ||
    around;
  if (!isActive) return null;
  return (
    <div class="chips state">
      {(off.length > 0 || range.length > 0 || programme.length > 0 || thin.length > 0 || since !== null) && (
        <button
          type="button"
          class="chip"
          data-action="clear"
          onClick={() => change({ off: [], range: [], programme: [], thin: [], since: null })}
        >
          {msg.clear} ×
        </button>
      )}
      {place && (
        <button type="button" class="chip" data-action="unplace" onClick={() => change({ place: null })}>
          {placeName(place)} ×
        </button>
      )}
      {lit !== null && (
        <button type="button" class="chip" data-action="unlit" onClick={() => change({ lit: null })}>
          {msg.inCommunity(
            highlightedCommunity.value
              ? inLanguage({ ko: highlightedCommunity.value.label_ko, en: highlightedCommunity.value.label_en })
              : String(lit),
          )}{" "}
          ×
        </button>
      )}
      {hide.length > 0 && (
        <button type="button" class="chip" data-action="unhide" onClick={() => change({ hide: [] })}>
          {msg.hidden(number(hide.length))} · {msg.showHidden}
        </button>
      )}
      <HandChips />
      {pin.length > 0 && (
        <button type="button" class="chip" title={msg.pinHint} onClick={() => change({ pin: [] })}>
          {msg.pinned(number(pin.length))} ×
        </button>
      )}
      {expand.length > 0 && (
        <button type="button" class="chip" data-action="fold" onClick={() => change({ expand: [] })}>
          {msg.expanded} ×
        </button>
      )}
      {groups.length > 0 && (
        <button type="button" class="chip" onClick={() => change({ collapse: [] })}>
          {msg.uncollapse}
        </button>
      )}
      {around && (
        <button type="button" class="chip" onClick={() => change({ around: null })}>
          {msg.wholeNetwork}
        </button>
      )}
    </div>
  );
}
