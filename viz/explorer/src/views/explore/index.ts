import { change, state } from "../../state/state";
import type { ViewDefinition } from "../definition";
import { Explore } from "./Explore";
import { asSvg, ExploreDownloads } from "./ExploreDownloads";
import { drawer } from "./Facets";

function closeTopmost(): void {
  const { node, tie, from, to, place, select } = state.value;
  if (drawer.value) drawer.value = false;
  else if (tie) change({ tie: null });
  else if (node) change({ node: null });
  else if (select.length) change({ select: [] });
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
  savesData: true,
  picture: asSvg,
  closeTopmost,
};
