/** typescript-eslint strict, and the layers of the explorer as import rules (docs/explanation/decisions/0018-explorer-layers.md). */
import { readdirSync } from "node:fs";
import js from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** From the top down: a folder imports from itself and from those below it. */
const LAYERS = ["shell", "views", "components", "picture", "graph", "i18n", "state", "api", "browser"];

const zones = LAYERS.slice(1).map((layer, i) => ({
  target: `./src/${layer}`,
  from: LAYERS.slice(0, i + 1).map((above) => `./src/${above}`),
  message: `${layer} is below: see docs/explanation/decisions/0018-explorer-layers.md`,
}));
/** Views do not know each other: what two of them need is a component. */
const views = readdirSync(new URL("src/views", import.meta.url), { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);
zones.push(
  ...views.map(({ name }) => ({
    target: `./src/views/${name}`,
    from: "./src/views",
    except: [`./${name}`, "./definition.ts"],
    message:
      "a view does not import another one, nor the registry: see docs/explanation/decisions/0018-explorer-layers.md",
  })),
);

export default tseslint.config(
  { ignores: ["node_modules", "src/api/openapi.ts"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".tsx"] })] },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      "import-x/no-cycle": "error",
      "import-x/no-unresolved": ["error", { ignore: ["\\.css$"] }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_" }],
      // empty functions stand in for programs of sigma that nothing here uses
      "@typescript-eslint/no-empty-function": "off",
      eqeqeq: "error",
    },
  },
  {
    files: ["*.js", "scripts/*.mjs"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } },
  },
);
