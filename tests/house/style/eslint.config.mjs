// What ESLint asks of the pages and of their tests. Layout is Prettier's.
import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** Names come from files: the pages write text, never HTML. */
const noHtml = [
  "error",
  ...["innerHTML", "outerHTML", "srcdoc"].map((name) => ({
    selector: `MemberExpression[property.name='${name}']`,
    message: "Make elements and give them textContent; names come from files.",
  })),
  ...["insertAdjacentHTML", "createContextualFragment", "parseFromString", "write", "writeln", "setHTMLUnsafe"].map((name) => ({
    selector: `CallExpression[callee.property.name='${name}']`,
    message: "Make elements and give them textContent; names come from files.",
  })),
  { selector: "Literal[value=/<br/], TemplateElement[value.raw=/<br/]", message: "A tooltip's lines are joined by lines()." },
  { selector: "Property[key.name='renderMode'] > Literal[value='html']", message: "Tooltips are drawn: see shared/tooltip.ts." },
];

export default tseslint.config(
  { ignores: ["**/node_modules", "**/dist", "**/*.d.ts"] },
  js.configs.recommended,
  {
    files: ["web/src/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "web/tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-syntax": noHtml,
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unnecessary-type-parameters": "off", // byId's says what the page's HTML promises
      // tsconfig's noPropertyAccessFromIndexSignature would want the brackets.
      "@typescript-eslint/dot-notation": "off",
      "@typescript-eslint/consistent-type-definitions": "off",
    },
  },
  {
    files: ["**/*.mjs", "web/*.ts"],
    languageOptions: {
      globals: Object.fromEntries(
        ["process", "console", "performance", "document", "window", "setTimeout", "clearTimeout", "URL", "location"].map((name) => [
          name,
          "readonly",
        ]),
      ),
    },
  },
  { files: ["web/*.ts"], languageOptions: { parser: tseslint.parser } },
);
