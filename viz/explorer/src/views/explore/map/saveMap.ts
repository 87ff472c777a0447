/** Saves the map as SVG, with counts of what has no coordinates. */
import type { Precision } from "../../../graph/geography";
import { placeName } from "../../../graph/placeNames";
import { geography } from "../../../graph/tables";
import { truncation } from "../../../graph/visibleGraph";
import { messages, number } from "../../../i18n";
import { saveFigure } from "../../../picture/figureExport";
import { placeCounts } from "./placeCounts";
import { precisionGroups } from "./placeSelection";

export function saveMap(text: readonly string[]): void {
  const source = document.querySelector<SVGSVGElement>(".map svg");
  if (!source) return;
  const { spots } = placeCounts.value;
  const counted = (standing: Precision) =>
    [...(geography.value?.places.values() ?? [])]
      .filter((s) => s.precision === standing)
      .map((s) => ({ name: placeName(s.id), count: spots.get(s.id)?.count ?? 0 }))
      .filter((s) => s.count);
  const relationDates = precisionGroups().flatMap(([standing, title]) => {
    const list = counted(standing);
    const all = list.reduce((sum, { count }) => sum + count, 0);
    return list.length ? [`${title || list.map((s) => s.name).join(", ")} ${number(all)}`] : [];
  });
  const truncated = truncation.value;
  const part = truncated ? [messages.value.ofDrawn(number(truncated.drawn), number(truncated.total))] : [];
  saveFigure(source, "sojae-map.svg", [messages.value.map, relationDates.join(" · "), ...part, ...text]);
}
