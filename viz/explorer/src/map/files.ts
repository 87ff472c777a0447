/** The map as a file, with how many have no point on it. */
import { geography } from "../graph/tables";
import type { Standing } from "../graph/places";
import { beyond } from "../graph/whole";
import { saveFigure } from "../picture/figures";
import { number, placeName, words } from "../words";
import { standings } from "./spots";
import { tallies } from "./tallies";

export function saveMap(told: readonly string[]): void {
  const source = document.querySelector<SVGSVGElement>(".map svg");
  if (!source) return;
  const { spots } = tallies.value;
  const counted = (standing: Standing) => [...(geography.value?.spots.values() ?? [])].filter((s) => s.standing === standing).map((s) => ({ name: placeName(s.id), count: spots.get(s.id)?.count ?? 0 })).filter((s) => s.count);
  const beside = standings().flatMap(([standing, title]) => {
    const list = counted(standing);
    const all = list.reduce((sum, { count }) => sum + count, 0);
    return list.length ? [`${title || list.map((s) => s.name).join(", ")} ${number(all)}`] : [];
  });
  const lost = beyond.value;
  const part = lost ? [words.value.ofDrawn(number(lost.drawn), number(lost.whole))] : [];
  saveFigure(source, "sojae-map.svg", [words.value.map, beside.join(" · "), ...part, ...told]);
}
