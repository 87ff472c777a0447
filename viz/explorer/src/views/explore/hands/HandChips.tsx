/** Chips of what a reader's hands left out, bundled or laid out again; a click undoes it. */
import { number } from "../../../i18n";
import { hands } from "../../../i18n/hands";
import { arrangeAsBefore } from "../../../picture/layout/arrange";
import { change, state } from "../../../state/state";

export const hasHandChips = (): boolean =>
  state.value.only.length + state.value.bundle.length + state.value.at.length > 0;

export function HandChips() {
  const { only, bundle, at } = state.value;
  const msg = hands.value;
  return (
    <>
      {only.length > 0 && (
        <button type="button" class="chip" data-action="keep-all" onClick={() => change({ only: [] })}>
          {msg.kept(number(only.length))} ×
        </button>
      )}
      {bundle.length > 0 && (
        <button type="button" class="chip" data-action="unbundle" onClick={() => change({ bundle: [] })}>
          {msg.bundled(number(bundle.length))} ×
        </button>
      )}
      {at && (
        <button type="button" class="chip" data-action="as-before" onClick={arrangeAsBefore}>
          {msg.arranged} ×
        </button>
      )}
    </>
  );
}
