import type { ViewDefinition } from "../definition";
import { Positions } from "./Positions";

export const view: ViewDefinition = {
  id: "positions",
  order: 3,
  title: { ko: "커뮤니티와 위치", en: "Communities & positions" },
  hint: { ko: "기관별 지표 순위와 커뮤니티 구성 보기", en: "Rank organisations by a measure; see communities" },
  View: Positions,
};
