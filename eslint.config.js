import tseslint from "typescript-eslint";

/** The only file that reads the environment (style: one place, one schema). */
const KONFIGURATION = ["src/config.ts"];

const tlsRegeln = [
  {
    selector: "MemberExpression[property.name=/^(getPeerCertificate|toLegacyObject)$/]",
    message: "Crashes Node 24 on brainpool certificates. Use getPeerX509Certificate().",
  },
];

export default tseslint.config(
  { ignores: ["dist/**", ".data/**", "node_modules/**", "eslint.config.js", "werkzeuge/*.mjs"] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/require-await": "off",
      // `{ id: _id, ...rest }` is how a field is left out.
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-console": "error",
      "no-restricted-syntax": ["error", ...tlsRegeln],
    },
  },
  {
    files: ["**/*.ts"],
    ignores: KONFIGURATION,
    rules: {
      "no-restricted-syntax": [
        "error",
        ...tlsRegeln,
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: "Only src/config.ts reads the environment.",
        },
      ],
    },
  },
  {
    files: ["src/domain/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: "The clock is an argument.",
        },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "The clock is an argument." },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: "Ids are arguments.",
        },
      ],
    },
  },
  {
    // Tests start processes with an environment of their own and hand the parent's on.
    files: ["test/**/*.ts", "bench/**/*.ts"],
    rules: { "@typescript-eslint/no-unused-expressions": "off" },
  },
);
