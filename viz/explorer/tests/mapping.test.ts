import { expect, test } from "vitest";
import { cleaned, type Mapping, useOf, withConstant, withKind, withUse, yamlOf } from "../src/views/open/mapping";

const MAPPING: Mapping = {
  origin: "firms",
  source: { title: "회사 목록", publisher: "", url: "" },
  record: "organisation",
  columns: { name_ko: "회사명", products: ["제품 1", "제품 2"] },
  constants: { organisation_kind: "company" },
  attributes: { 등급: "text" },
  drop: ["대표자"],
};

test("a column has one use: another one ends those before", () => {
  expect(useOf(MAPPING, "제품 2")).toEqual({ record: 0, field: "products" });
  const next = withUse(MAPPING, "제품 2", { record: 0, shape: "number" });
  expect(next.columns).toEqual({ name_ko: "회사명", products: "제품 1" });
  expect(next.attributes).toEqual({ 등급: "text", "제품 2": "number" });
  expect(useOf(withUse(next, "등급", null), "등급")).toBeNull();
  expect(withUse(next, "등급", null).drop).toEqual(["대표자", "등급"]);
  expect(withUse(MAPPING, "대표자", { record: 0, field: "detail" }).drop).toEqual([]);
});

test("a field has a column or a fixed value, not both", () => {
  expect(withUse(MAPPING, "등급", { record: 0, field: "organisation_kind" }).constants).toEqual({});
  expect(withConstant(MAPPING, 0, "organisation_kind", "").constants).toEqual({});
});

test("in a mapping of several records only the named one changes", () => {
  const several: Mapping = {
    origin: "projects",
    source: {},
    records: [
      { record: "programme", as: "project", columns: { name_ko: "과제" } },
      { record: "organisation", as: "lead", columns: { name_ko: "주관" } },
    ],
  };
  const next = withUse(several, "예산", { record: 0, field: "budget_krw" });
  expect(next.records?.map((one) => one.columns)).toEqual([
    { name_ko: "과제", budget_krw: "예산" },
    { name_ko: "주관" },
  ]);
});

test("another kind of record keeps the columns of fields that it has; the others become own columns", () => {
  const next = withKind(MAPPING, "technology", ["name_ko", "field"]);
  expect([next.record, next.columns, next.constants]).toEqual(["technology", { name_ko: "회사명" }, {}]);
  expect(next.attributes).toEqual({ 등급: "text", "제품 1": "text", "제품 2": "text" });
});

test("YAML quotes what is no plain word and leaves out what is empty", () => {
  expect(yamlOf(cleaned(MAPPING))).toBe(
    [
      "origin: firms",
      "source:",
      '  title: "회사 목록"',
      "record: organisation",
      "columns:",
      '  name_ko: "회사명"',
      "  products:",
      '    - "제품 1"',
      '    - "제품 2"',
      "constants:",
      "  organisation_kind: company",
      "attributes:",
      '  "등급": text',
      "drop:",
      '  - "대표자"',
      "",
    ].join("\n"),
  );
});
