/** Dates as prose has them: 2017년 6월 on a Korean page; `2017-06` elsewhere, which every reader of English understands. */
import { language } from "./language";

const PARTS = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** A date of our data (a year, a month or a day); other texts are left as they are. */
export function day(given: string): string {
  const [, year, month, dayOfMonth] = PARTS.exec(given) ?? [];
  if (language.value !== "ko" || !year) return given;
  return [`${year}년`, month && `${+month}월`, dayOfMonth && `${+dayOfMonth}일`].filter(Boolean).join(" ");
}
