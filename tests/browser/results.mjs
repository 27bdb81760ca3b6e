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
