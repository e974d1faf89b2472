/** What scripts say, in the language of the page. The catalogues hold the same keys; a list holds one and several. */

import en from "../messages/en.json";
import es from "../messages/es.json";

export type Key = keyof typeof en;
type Catalogue = Record<Key, string | string[]>;

const CATALOGUES: Record<string, Catalogue> = { en, es };

/** The language of the page, of those that we have. */
export function language(): string {
  const asked = document.documentElement.lang.slice(0, 2);
  return asked in CATALOGUES ? asked : "en";
}

/** A message with values in its braces; `number` chooses between one and several. */
export function say(key: Key, values: Record<string, string | number> = {}): string {
  const found: string | string[] = (CATALOGUES[language()] ?? (en as Catalogue))[key];
  const text = typeof found === "string" ? found : (found[values.number === 1 ? 0 : 1] ?? "");
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? count(value) : value;
  });
}

/** A number as the language writes it. */
export function count(value: number, digits = 0): string {
  return value.toLocaleString(language(), { maximumFractionDigits: digits });
}
