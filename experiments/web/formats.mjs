// Makes src/shared/formats.d.ts, the types of the files that Setu writes, from docs/schema:
//   node experiments/web/formats.mjs            writes it
//   node experiments/web/formats.mjs --check    returns 1 where it is not what the schemas give
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url)),
  schemas = join(here, "../../docs/schema"),
  target = join(here, "src/shared/formats.d.ts");
const simple = { string: "string", number: "number", integer: "number", boolean: "boolean", null: "null" };

function typeOf(schema) {
  if (schema.$ref) return schema.$ref.replace("#/$defs/", "");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.type)) return schema.type.map((name) => simple[name]).join(" | ");
  if (schema.type === "array") {
    const item = typeOf(schema.items);
    return item.includes("|") ? `(${item})[]` : `${item}[]`;
  }
  if (schema.type === "object" && typeof schema.additionalProperties === "object")
    return `Record<string, ${typeOf(schema.additionalProperties)}>`;
  if (schema.type === "object")
    return `{ ${Object.entries(schema.properties)
      .map(([name, inner]) => `${name}: ${typeOf(inner)}`)
      .join("; ")} }`;
  if (schema.type in simple) return simple[schema.type];
  throw new Error(`no type for ${JSON.stringify(schema)}`);
}

function interfaceOf(name, schema) {
  const lines = [`export interface ${name} {`];
  for (const [key, inner] of Object.entries(schema.properties)) {
    lines.push(`  /** ${inner.description} */`, `  ${key}${schema.required.includes(key) ? "" : "?"}: ${typeOf(inner)};`);
  }
  return [...lines, "}"].join("\n");
}

const interfaces = new Map();
function add(name, schema) {
  const text = interfaceOf(name, schema);
  if ((interfaces.get(name) ?? text) !== text) throw new Error(`two schemas define ${name} differently`);
  interfaces.set(name, text);
}
for (const file of readdirSync(schemas).sort()) {
  if (!file.endsWith(".schema.json") || file.endsWith(".toml.schema.json")) continue;
  const schema = JSON.parse(readFileSync(join(schemas, file), "utf8"));
  if (!schema.$schema) continue; // the list of CSV files
  for (const [name, inner] of Object.entries(schema.$defs)) add(name, inner);
  add(schema.title, schema);
}
const text = `// Made from docs/schema by formats.mjs; do not edit.\n\n${[...interfaces.values()].join("\n\n")}\n`;

if (!process.argv.includes("--check")) writeFileSync(target, text);
else if (readFileSync(target, "utf8") !== text) {
  console.error(`${target} is not what docs/schema gives: run node experiments/web/formats.mjs.`);
  process.exit(1);
}
