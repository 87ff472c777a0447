/** The map as a file, with how many have no point on it. */
import type { Precision } from "../../../graph/geography";
import { placeName } from "../../../graph/placeNames";
import { geography } from "../../../graph/tables";
import { truncation } from "../../../graph/visibleGraph";
import { messages, number } from "../../../i18n";
import { saveFigure } from "../../../picture/figureExport";
import { placeCounts } from "./placeCounts";
import { precisionGroups } from "./placeSelection";

export function saveMap(told: readonly string[]): void {
  const source = document.querySelector<SVGSVGElement>(".map svg");
  if (!source) return;
  const { spots } = placeCounts.value;
  const counted = (standing: Precision) =>
    [...(geography.value?.places.values() ?? [])]
      .filter((s) => s.precision === standing)
      .map((s) => ({ name: placeName(s.id), count: spots.get(s.id)?.count ?? 0 }))
      .filter((s) => s.count);
  const beside = precisionGroups().flatMap(([standing, title]) => {
    const list = counted(standing);
    const all = list.reduce((sum, { count }) => sum + count, 0);
    return list.length ? [`${title || list.map((s) => s.name).join(", ")} ${number(all)}`] : [];
  });
  const lost = truncation.value;
  const part = lost ? [messages.value.ofDrawn(number(lost.drawn), number(lost.total))] : [];
  saveFigure(source, "sojae-map.svg", [messages.value.map, beside.join(" · "), ...part, ...told]);
}
