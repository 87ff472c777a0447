import type { ViewDefinition } from "../definition";
import { Open } from "./Open";

export const view: ViewDefinition = {
  id: "open",
  order: 9,
  beside: true,
  withoutData: true,
  title: { ko: "내 파일 열기", en: "Open your file" },
  hint: { ko: "파일을 적재하지 않고 먼저 살펴보기", en: "Look at your own files before loading them" },
  View: Open,
};
