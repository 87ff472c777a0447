/** Texts about what is drawn: counts, legend, thresholds, conditions of paths, measures of the drawn network. */
export const drawnKo = {
  status: { fresh: "신규", ended: "종료", changed: "근거 변경", kept: "유지" },
  tiedNodes: (n: string) => `이 관계 종류와 시점에 연결이 있는 노드 ${n}`,
  untied: (n: string) => `연결 기록 없음 ${n}`,
  untiedHere: (n: string, here: string) => `연결 기록 없음 ${n} (이 줄에 ${here})`,
  untiedLeft: (n: string) => `연결이 없어 뺀 노드 ${n}`,
  laterLeft: (n: string) => `기준일 뒤에 생겨 뺀 노드 ${n}`,
  collapsed: (groups: string, nodes: string, ties: string) =>
    `그림: 묶음 ${groups}개${nodes === "0" ? "" : `와 노드 ${nodes}개`}, 그 사이 연결 ${ties}건`,
  since: "시작일",
  anyBeginning: "제한 없음",
  sinceAfter: "시작일이 기준일보다 늦습니다",
  foundedOnly: "기준일까지 생긴 노드만",
  gained: "연결이 늘어난 노드",
  lost: "연결이 줄어든 노드",
  gainedTies: "늘어난 연결",
  lostTies: "줄어든 연결",
  factsInstead: "기관이 아닌 노드는 ‘모든 기록’에만 있어 관계 종류를 바꾸었습니다.",
};
export type DrawnTexts = typeof drawnKo;
export const drawnEn: DrawnTexts = {
  status: { fresh: "added", ended: "ended", changed: "evidence changed", kept: "unchanged" },
  tiedNodes: (n) => `${n} nodes with a tie in this layer and period`,
  untied: (n) => `${n} without a recorded tie`,
  untiedHere: (n, here) => `${n} without a recorded tie (${here} in these rows)`,
  untiedLeft: (n) => `${n} without a tie left out`,
  laterLeft: (n) => `${n} founded after this day left out`,
  collapsed: (groups, nodes, ties) =>
    `drawn as ${groups} groups${nodes === "0" ? "" : ` and ${nodes} nodes`} with ${ties} ties between them`,
  since: "Started since",
  anyBeginning: "any",
  sinceAfter: "after the date shown",
  foundedOnly: "only what existed by then",
  gained: "Gained ties",
  lost: "Lost ties",
  gainedTies: "gained",
  lostTies: "lost",
  factsInstead: "Nodes other than organisations are in “All records” only, so the layer was changed.",
};
