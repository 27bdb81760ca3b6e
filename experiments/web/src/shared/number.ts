// All numbers that the pages print go through here, so that no zero has a sign.

const printed = (value: number, options: Intl.NumberFormatOptions): string => {
  const text = value.toLocaleString("en-US", options);
  return /^-[0.]*$/.test(text) ? text.slice(1) : text;
};

/** As the tables of setu run print it: `digits` after the point, thousands separators, and an en dash for what does not exist. */
export function number(value: number | null, digits = 1): string {
  if (value === null || !Number.isFinite(value)) return "–";
  return printed(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `digits` that count, wherever the point stands. */
export const significant = (value: number, digits = 7): string => printed(value, { maximumSignificantDigits: digits });

/** At most `digits` after the point, no zeros at the end. */
export const upTo = (value: number, digits: number): string => printed(value, { maximumFractionDigits: digits });
