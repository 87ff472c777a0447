/** Writes src/api/openapi.ts from docs/api/openapi.json; with `--check`, only tells whether it is up to date. */
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import { format, resolveConfig } from "prettier";

const DOCUMENT = new URL("../../../docs/api/openapi.json", import.meta.url);
const TYPES = new URL("../src/api/openapi.ts", import.meta.url);

/**
 * Answers may grow by further members (`additionalProperties: true`). The explorer reads none that it does not know, and
 * an index signature for them would let every misspelt member pass the compiler.
 */
function closed(value) {
  if (Array.isArray(value)) return value.map(closed);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([name, member]) => name !== "additionalProperties" || member !== true);
  return Object.fromEntries(entries.map(([name, member]) => [name, closed(member)]));
}

const { openapi, info, components } = JSON.parse(await readFile(DOCUMENT, "utf8"));
// the routes' parameters are written by hand where they are asked for; only the shapes of answers are generated
const tree = await openapiTS(closed({ openapi, info, paths: {}, components: { schemas: components.schemas } }), {
  defaultNonNullable: false,
});
const header =
  "/** Generated from docs/api/openapi.json by `npm run types`: change the schemas in api/schemas, not this file. */\n";
const written = await format(header + astToString(tree), { ...(await resolveConfig(TYPES)), parser: "typescript" });

if (process.argv.includes("--check")) {
  if ((await readFile(TYPES, "utf8").catch(() => "")) !== written) {
    console.error(
      "src/api/openapi.ts is not what docs/api/openapi.json gives: run `npm run types` in viz/explorer and commit it.",
    );
    process.exit(1);
  }
} else await writeFile(TYPES, written);
