import { beforeAll, describe, expect, test, vi } from "vitest";

vi.mock("../src/i18n/language", () => ({ language: { value: "ko" } }));
const { said } = await import("../src/i18n/said");

describe("what the server says in English", () => {
  beforeAll(async () => {
    said("loads the sentences");
    await vi.waitFor(() => expect(said("fill it in").lang).toBeUndefined());
  });
  test("is told in Korean with its own values, rule and remedy one after the other", () => {
    expect(said("“2018-13” is not a date: a month is 01 to 12: correct the date or leave it empty").text).toBe(
      "‘2018-13’: 날짜가 아닙니다(a month is 01 to 12). 날짜를 고치거나 비워 두세요",
    );
    expect(said("a node needs an id and a name: fill it in").text).toBe(
      "노드에는 번호와 이름이 있어야 합니다. 채우세요",
    );
  });
  test("keeps the place before it", () => {
    expect(said("a.csv, line 3: a row has 4 cells, this one has 5: quote cells that contain a comma")).toEqual({
      text: "a.csv, 3행: 한 행은 4칸인데 이 행은 5칸입니다. 쉼표가 들어 있는 칸은 따옴표로 묶으세요",
      lang: undefined,
    });
  });
  test("is marked as English where no Korean is known", () => {
    expect(said("the moon is full: wait")).toEqual({ text: "the moon is full: wait", lang: "en" });
  });
});
