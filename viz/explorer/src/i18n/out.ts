/** Texts of files and pictures of what is drawn, in both languages. */
import { computed } from "@preact/signals";
import { language } from "./language";

export const ko = {
  counts: (nodes: string, ties: string) => `노드 ${nodes}개 · 연결 ${ties}건`,
  more: (n: string) => `외 ${n}개`,
  without: (facet: string, names: string) => `${facet} 제외: ${names}`,
  programmes: (names: string) => `사업·협의체: ${names}`,
  only: (n: string) => `선택한 ${n}개만 표시`,
  hidden: (n: string) => `${n}개 숨김`,
  collapsed: "일부 노드를 하나로 묶음",
  datedOnly: "날짜가 있는 관계만",
  allDays: "전체 기간",
  on: (day: string) => `${day} 기준`,
  between: (day: string, other: string) => `${day}과 ${other} 비교`,
  picture: "그림",
  data: "지금 그려진 그대로의 자료",
  dataHint: "노드·연결·좌표·색·묶음을 화면과 똑같이 저장합니다.",
  records: "그려진 노드와 관계의 원자료",
  nothing: "그려진 노드가 없어 저장할 자료가 없습니다.",
  tables: "표 두 개(노드, 연결)",
  saveSelection: "저장",
  format: "형식",
  failed: "파일을 만들지 못했습니다.",
};
export type OutTexts = typeof ko;
export const en: OutTexts = {
  counts: (nodes, ties) => `${nodes} nodes · ${ties} ties`,
  more: (n) => `and ${n} more`,
  without: (facet, names) => `${facet} without ${names}`,
  programmes: (names) => `Programmes: ${names}`,
  only: (n) => `only ${n} selected nodes`,
  hidden: (n) => `${n} hidden`,
  collapsed: "some nodes collapsed into one",
  datedOnly: "dated relations only",
  allDays: "All dates",
  on: (day) => `As of ${day}`,
  between: (day, other) => `${day} compared with ${other}`,
  picture: "Picture",
  data: "Data as drawn",
  dataHint: "Nodes, ties, positions, colours and groups exactly as on the screen.",
  records: "Records behind what is drawn",
  nothing: "Nothing is drawn, so there is nothing to save.",
  tables: "two tables (nodes, ties)",
  saveSelection: "Save",
  format: "Format",
  failed: "The file could not be made.",
};
export const outTexts = computed<OutTexts>(() => (language.value === "ko" ? ko : en));
