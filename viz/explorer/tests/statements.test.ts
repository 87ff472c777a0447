import { describe, expect, test } from "vitest";
import { statementsOf } from "../src/graph/statements";

describe("the detail of a record", () => {
  test("is a list of its statements, each once", () =>
    expect(statementsOf("4개 분과; 2018년 9개사 지원; 4개 분과")).toEqual(["4개 분과", "2018년 9개사 지원"]));
  test("leaves out a statement that another one contains", () =>
    expect(statementsOf("4개 분과 약 200개사; 4개 분과 회원사 약 200개사: 세라믹, 금속")).toEqual([
      "4개 분과 회원사 약 200개사: 세라믹, 금속",
    ]));
  test("keeps statements that share only some words, however alike", () => {
    expect(statementsOf("2018년 지원 9개사; 2019년 지원 9개사")).toEqual(["2018년 지원 9개사", "2019년 지원 9개사"]);
    expect(statementsOf("metals, chemicals; chemicals and metals")).toEqual(["chemicals and metals"]);
    expect(statementsOf("a b; b a")).toEqual(["a b", "b a"]);
  });
});
