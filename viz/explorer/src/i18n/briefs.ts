/** Texts of the buttons that save a brief, in both languages. */
import { language } from "./language";

interface BriefTexts {
  label: string;
  hint: string;
  making: string;
  formats: Record<"pdf" | "docx" | "html", string>;
}
const ko: BriefTexts = {
  label: "2쪽 보고서",
  hint: "요지, 그림, 표, 다음 할 일을 각주와 함께 담은 보고서를 내려받습니다.",
  making: "작성 중…",
  formats: { pdf: "PDF", docx: "워드", html: "HTML" },
};
const en: BriefTexts = {
  label: "Brief (2 pages)",
  hint: "Save a brief with findings, a picture, tables and what to do next; every figure has a footnote.",
  making: "Writing…",
  formats: { pdf: "PDF", docx: "Word", html: "HTML" },
};

export const briefTexts = (): BriefTexts => (language.value === "ko" ? ko : en);
