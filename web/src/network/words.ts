/** What nodes, lines and codes are called in the language of the page. */

import { language, say } from "../lib/say";
import type { NetworkData, NetworkNode, Text } from "./data";
import { NONE } from "./state";
import { SHARED, type Line } from "./view";

/** A text in the language of the page, else in English, else in any. */
export function words(text: Text | undefined): string {
  return text?.[language()] ?? text?.en ?? Object.values(text ?? {})[0] ?? "";
}

export class Words {
  readonly #names = new Map<string, string>();

  constructor(readonly data: NetworkData) {
    for (const node of data.nodes) this.#names.set(node.id, words(node.label));
  }

  /** The name of a node, also of one that is not drawn. */
  node(id: string): string {
    return this.#names.get(id) ?? id.replace(/^[\w-]+:/, "");
  }

  kind(code: string): string {
    return code === SHARED ? say("shared") : capital(words(this.data.codes.kind[code]) || code);
  }

  status(code: string | undefined): string {
    return code && code !== NONE ? words(this.data.codes.status[code]) || code : say("not said");
  }

  topic(code: string): string {
    return code === NONE ? say("no topic") : words(this.data.codes.topic[code]) || code;
  }

  region(code: string): string {
    return code === NONE ? say("no region") : words(this.data.codes.region[code]) || code;
  }

  /** The two ends of a line, with an arrow where one helps the other. */
  line(line: Line): string {
    return `${words(line.source.label)} ${line.directed ? "→" : "–"} ${words(line.target.label)}`;
  }

  nodeKind(node: NetworkNode): string {
    return say(node.kind);
  }
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(language()) + text.slice(1);
}

/** Letters without accents and capitals, as a search compares them. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
