/** As the tables of setu run print it; a zero has no sign, and what does not exist is a dash. */
export function number(value: number | null, digits = 1): string {
  if (value === null || !Number.isFinite(value)) return "–";
  const text = value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return /^-0([.0]*)$/.test(text) ? text.slice(1) : text;
}
