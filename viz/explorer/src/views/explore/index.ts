import { change, state } from "../../state/state";
import type { ViewDefinition } from "../definition";
import { Explore } from "./Explore";
import { asSvg, ExploreDownloads, exportNote } from "./ExploreDownloads";
import { drawer } from "./Facets";

function closeTopmost(): void {
  const { node, tie, from, to, place } = state.value;
  if (drawer.value) drawer.value = false;
  else if (tie) change({ tie: null });
  else if (node) change({ node: null });
  else if (from !== null || to !== null) change({ from: null, to: null });
  else if (place) change({ place: null });
}

export const view: ViewDefinition = {
  id: "explore",
  order: 1,
  title: { ko: "탐색", en: "Explore" },
  hint: { ko: "기관 간 연결 관계 보기", en: "See who is tied to whom" },
  View: Explore,
  Downloads: ExploreDownloads,
  exportNote,
  picture: asSvg,
  closeTopmost,
};
