// All numbers that the pages print go through here, so that no zero has a sign.

const formats = new Map<string, Intl.NumberFormat>(); // making one takes longer than all else

function printed(value: number, options: Intl.NumberFormatOptions): string {
  const key = Object.entries(options).join(" ");
  const format = formats.get(key) ?? new Intl.NumberFormat("en-US", options);
  formats.set(key, format);
  const text = format.format(value);
  return /^-[0.]*$/.test(text) ? text.slice(1) : text;
}

/** As the tables of setu run print it: `digits` after the point, thousands separators, and an en dash for what does not exist. */
export function number(value: number | null, digits = 1): string {
  if (value === null || !Number.isFinite(value)) return "–";
  return printed(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `digits` that count, wherever the point stands. */
export const significant = (value: number, digits = 7): string => printed(value, { maximumSignificantDigits: digits });

/** At most `digits` after the point, no zeros at the end. */
export const upTo = (value: number, digits: number): string => printed(value, { maximumFractionDigits: digits });
