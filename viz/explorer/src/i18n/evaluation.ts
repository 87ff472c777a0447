/** Texts of a programme's evaluation in both languages. */
import type { Evaluation } from "../api/types";
import { language } from "./language";

interface EvaluationTexts {
  title: string;
  verdicts: Record<Evaluation["verdict"], string>;
  counts: string;
  before: (years: number) => string;
  after: (years: number) => string;
  withoutEcho: string;
  echo: string;
  withEcho: string;
  expected: string;
  members: string;
  named: (named: string, companies: string, reported: string | null) => string;
  why: string;
  limits: string;
  ratio: string;
  echoRelations: (n: string) => string;
  echoHint: string;
  impossible: string;
}
const ko: EvaluationTexts = {
  title: "회원 간 연결로 본 사업 효과",
  verdicts: {
    "cannot be estimated": "추정 불가",
    "more than expected": "예상보다 많음",
    "no difference found": "뚜렷한 차이 없음",
    doubtful: "판단 유보",
  },
  counts: "회원 간에 새로 시작된 연결",
  before: (years) => `출범 전 ${years}년`,
  after: (years) => `후 ${years}년`,
  withoutEcho: "사업 보도 제외",
  echo: "사업 보도에만 나오는 연결",
  withEcho: "합계",
  expected: "예상",
  members: "회원",
  named: (named, companies, reported) =>
    `${reported ? `약 ${reported}곳 중 ` : ""}이름이 확인된 ${named}곳(기업 ${companies}곳)`,
  why: "추정할 수 없는 이유",
  limits: "이 자료로 알 수 없는 것",
  ratio: "출범 전 대비",
  echoRelations: (n) => `사업 보도에만 나오는 연결 ${n}건의 근거`,
  echoHint: "이 사업 자체를 알린 출처에만 나오는 연결입니다. 사업의 결과가 아니라 사업의 내용일 수 있어 따로 셉니다.",
  impossible: "이름이 확인된 회원이 없어 평가할 수 없습니다.",
};
const en: EvaluationTexts = {
  title: "Effect on ties among members",
  verdicts: {
    "cannot be estimated": "cannot be estimated",
    "more than expected": "more than expected",
    "no difference found": "no difference found",
    doubtful: "doubtful",
  },
  counts: "Ties among members that began",
  before: (years) => (years === 1 ? "1 year before" : `${years} years before`),
  after: (years) => (years === 1 ? "1 year after" : `${years} years after`),
  withoutEcho: "without the programme's own reports",
  echo: "in the programme's own reports only",
  withEcho: "total",
  expected: "expected",
  members: "Members",
  named: (named, companies, reported) =>
    `${named} named (${companies} companies)${reported ? ` of about ${reported}` : ""}`,
  why: "Why it cannot be estimated",
  limits: "What this data cannot show",
  ratio: "compared with before",
  echoRelations: (n) => `Evidence of ties in the programme's own reports only: ${n}`,
  echoHint:
    "These ties rest only on sources that also report the programme itself. They may be its content rather than its result, and are counted apart.",
  impossible: "No named members: it cannot be evaluated.",
};
export const evaluationTexts = (): EvaluationTexts => (language.value === "ko" ? ko : en);
