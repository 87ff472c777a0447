/** Texts of the sheet that a card is on a phone, in both languages. */
import { language } from "./language";

const ko = { taller: "크게 보기", smaller: "작게 보기" };
const en: typeof ko = { taller: "Show more", smaller: "Show less" };

export const sheetTexts = (): typeof ko => (language.value === "ko" ? ko : en);
