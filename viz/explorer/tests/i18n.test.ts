import { describe, expect, test } from "vitest";
import { drawnEn, drawnKo } from "../src/i18n/drawn";
import { en as allEn } from "../src/i18n/en";
import { ko as allKo } from "../src/i18n/ko";

const [en, ko] = [
  { ...allEn, drawn: drawnEn },
  { ...allKo, drawn: drawnKo },
];

/** Every text of a language, functions called with placeholders. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return texts((value as (...given: string[]) => unknown)("1", "2", "3", "4"));
  if (value instanceof Map) return [...(value as Map<string, string>).values()];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(texts) : [];
}
const paths = (value: unknown, at = ""): string[] =>
  value !== null && typeof value === "object" && !(value instanceof Map)
    ? Object.entries(value).flatMap(([name, member]) => paths(member, `${at}.${name}`))
    : [at];

describe("the texts of the page", () => {
  test("are Korean in Korean: no English words in a row", () => {
    const english = texts(ko).filter((text) => /[A-Za-z]{3,} [A-Za-z]{3,}/.test(text) && !text.includes("sojae serve"));
    expect(english).toEqual([]);
  });
  test("are English in English: Hangul only where 초성 are meant", () => {
    expect(texts(en).filter((text) => /[가-힣]/.test(text.replaceAll("초성", "")))).toEqual([]);
  });
  test("call ties 건 and expectations 예상, as reports do", () => {
    for (const text of texts(ko)) expect(text).not.toMatch(/견주|기대|무리|연결 \d+개/);
  });
  test("have the same members in both languages, but for what the API says in English already", () => {
    const inEnglishAlready = /^\.(problems|keptTwo|chosenWhy)/;
    const of = (messages: unknown) => paths(messages).filter((path) => !inEnglishAlready.test(path));
    expect(of(en)).toEqual(of(ko));
  });
});
