/** The texts about what is drawn, in the language of the page. */
import { type DrawnTexts, drawnEn, drawnKo } from "./drawn";
import { language } from "./language";

export const drawnTexts = (): DrawnTexts => (language.value === "ko" ? drawnKo : drawnEn);
