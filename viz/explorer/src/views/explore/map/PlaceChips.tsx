/** Places without coordinates, as chips with counts: known to a region only, abroad, or unknown. */
import type { Geography } from "../../../graph/geography";
import { countedPlaceName } from "../../../graph/placeNames";
import { number } from "../../../i18n";
import { state } from "../../../state/state";
import { placeCounts } from "./placeCounts";
import { choosePlace, describePlace, hoveredPlace, markedPlaces, precisionGroups } from "./placeSelection";

export function Chips({ where }: { where: Geography }) {
  const { spots } = placeCounts.value;
  if ([...where.places.values()].every((s) => s.precision === "point")) return null;
  return (
    <div class="chips-of-places">
      {precisionGroups().map(([standing, title]) => {
        const list = [...where.places.values()]
          .filter((s) => s.precision === standing)
          .sort((p, q) => (spots.get(q.id)?.count ?? 0) - (spots.get(p.id)?.count ?? 0) || (p.id < q.id ? -1 : 1));
        if (!list.length) return null;
        return (
          <div key={standing} class="chips">
            {title && <span class="soft">{title}</span>}
            {list.map((s) => (
              <button
                type="button"
                key={s.id}
                class={markedPlaces.value.has(s.id) ? "chip here" : "chip"}
                aria-pressed={state.value.place === s.id}
                data-place={s.id}
                data-count={spots.get(s.id)?.count ?? 0}
                title={describePlace(s.id)}
                onClick={() => choosePlace(s.id)}
                onMouseEnter={() => {
                  hoveredPlace.value = s.id;
                }}
                onMouseLeave={() => {
                  hoveredPlace.value = null;
                }}
              >
                {countedPlaceName(s.id)} <b>{number(spots.get(s.id)?.count ?? 0)}</b>
              </button>
            ))}
          </div>
        );
      })}
    </div>
  );
}
