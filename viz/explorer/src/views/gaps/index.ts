import { change, state } from "../../state/state";
import type { ViewDefinition } from "../definition";
import { Gaps } from "./Gaps";
import { GapsDownloads } from "./GapsDownloads";

export const view: ViewDefinition = {
  id: "gaps",
  order: 2,
  title: { ko: "업종 간 공백", en: "Sector gaps" },
  hint: { ko: "연결이 부족한 업종 조합 찾기", en: "Find sectors with fewer ties than expected" },
  View: Gaps,
  Downloads: GapsDownloads,
  closeTopmost: () => {
    if (state.value.pair) change({ pair: null });
    else if (state.value.whatif) change({ whatif: false, scenario: [], made_on: null });
    else if (state.value.sector) change({ sector: null });
  },
};
