/** Where the things of an answer have their pages, and how their addresses are written short. */

const BASE = "https://w3id.org/egov-kg/";

export class Links {
  readonly #prefixes: [string, string][];

  /** `root` leads from the page to the site's root, such as `../`. */
  constructor(
    prefixes: Record<string, string>,
    readonly root: string,
    readonly language: string,
  ) {
    this.#prefixes = Object.entries(prefixes).sort(([, one], [, other]) => other.length - one.length);
  }

  /** An address as a prefixed name where there is one. */
  short(iri: string): string {
    for (const [prefix, address] of this.#prefixes) {
      if (iri.startsWith(address) && /^[\w-]+$/.test(iri.slice(address.length))) {
        return `${prefix}:${iri.slice(address.length)}`;
      }
    }
    return iri;
  }

  /** The page of a thing of ours, the address itself elsewhere; null for what no browser opens. */
  page(iri: string): string | null {
    if (!iri.startsWith(BASE)) return /^https?:/.test(iri) ? iri : null;
    const path = iri.slice(BASE.length);
    if (/^id\/[^/]+\/[^/]+$/.test(path)) return `${this.root}${this.language}/${escape(path.slice("id/".length))}`;
    if (/^code\/[^/]+(\/[^/]+)?$/.test(path)) return `${this.root}${this.language}/${escape(path)}`;
    return /^ontology(#|$)/.test(path) ? `${this.root}${this.language}/${path}` : iri;
  }
}

function escape(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
