/** Organisations that have no point on the map: known to a region only, abroad, or not at all; each is counted and can be chosen. */
import type { Geography } from "../graph/places";
import { state } from "../state/state";
import { number, spotName } from "../words";
import { choosePlace, hoveredSpot, marked, standings, told } from "./spots";
import { tallies } from "./tallies";

export function Chips({ where }: { where: Geography }) {
  const { spots } = tallies.value;
  if ([...where.spots.values()].every((s) => s.standing === "point")) return null;
  return (
    <div class="chips-of-places">
      {standings().map(([standing, title]) => {
        const list = [...where.spots.values()].filter((s) => s.standing === standing).sort((p, q) => (spots.get(q.id)?.count ?? 0) - (spots.get(p.id)?.count ?? 0) || (p.id < q.id ? -1 : 1));
        if (!list.length) return null;
        return (
          <div key={standing} class="chips">
            {title && <span class="soft">{title}</span>}
            {list.map((s) => (
              <button type="button" key={s.id} class={marked.value.has(s.id) ? "chip here" : "chip"} aria-pressed={state.value.place === s.id} data-place={s.id} data-count={spots.get(s.id)?.count ?? 0} title={told(s.id)} onClick={() => choosePlace(s.id)}
                onMouseEnter={() => { hoveredSpot.value = s.id; }} onMouseLeave={() => { hoveredSpot.value = null; }}>{spotName(s.id)} <b>{number(spots.get(s.id)?.count ?? 0)}</b></button>
            ))}
          </div>
        );
      })}
    </div>
  );
}
