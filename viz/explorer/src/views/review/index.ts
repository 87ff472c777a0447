import type { ViewDefinition } from "../definition";
import { Review } from "./Review";

export const view: ViewDefinition = {
  id: "review",
  order: 4,
  title: { ko: "동일 기관 검토", en: "Review" },
  hint: {
    ko: "같은 기관일 수 있는 레코드를 비교하고 판정하기",
    en: "Compare records that may be one organisation, and decide",
  },
  View: Review,
};
