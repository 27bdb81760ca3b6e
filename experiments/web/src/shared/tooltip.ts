// What the pointer shows. Names come from files, so tooltips are drawn as text and never written as HTML, and everything that they
// show passes through `plain`.

/** `text` without ECharts' own markup for drawn text, "{style|words}". */
export const plain = (text: string): string => text.replaceAll("{", "{\u2060");

/** The lines of a tooltip. */
export const lines = (...texts: string[]): string => texts.map(plain).join("\n");

/** An option `tooltip` that is drawn; the pages' policy allows no HTML with styles of its own either. */
export const drawn = (tooltip: object): object => ({ ...tooltip, renderMode: "richText" });
