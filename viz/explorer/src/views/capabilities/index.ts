import { change, state } from "../../state/state";
import type { ViewDefinition } from "../definition";
import { Capabilities } from "./Capabilities";

export const view: ViewDefinition = {
  id: "capabilities",
  order: 3.5,
  title: { ko: "역량", en: "Capabilities" },
  hint: { ko: "업종·지역·기관별 특화 분야와 보유 기관 보기", en: "See who is specialised in what" },
  View: Capabilities,
  closeTopmost: () => {
    if (state.value.cap_row) change({ cap_row: null });
  },
};
