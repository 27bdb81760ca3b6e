// Result files and their numbers, for the tests.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The rows of a CSV file without quotes, by heading. */
export function csv(...path) {
  const [heading, ...rows] = readFileSync(join(...path), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(heading.map((name, at) => [name, row[at]])));
}

/** As setu's tables print a number of a CSV file. */
export function printed(value, digits) {
  const text = Number(value).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return text.replace(/^-(0(\.0+)?)$/, "$1");
}

/** The rows of a CSV file below its heading, where a field may stand in quotes. */
export function csvQuoted(...path) {
  const lines = readFileSync(join(...path), "utf8")
    .trim()
    .split("\n")
    .slice(1);
  return lines.map((line) => [...line.matchAll(/("[^"]*"|[^,]*)(,|$)/g)].map(([, field]) => field));
}

/** The cells of a table's row as the page prints them. */
export const cells = (table, name) => table.locator(`tbody tr:has(th:text-is("${name}")) td`).allTextContents();
