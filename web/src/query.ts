/** The query page: an editor in place of the form's text area, answers in place of another page. */

import "./query/query.css";
import { ask, Refused, refusal, send, type Answer } from "./query/ask";
import { startEditor, type Editor } from "./query/editor";
import { Links } from "./query/links";
import { ResultTable } from "./query/table";
import { loadVocabulary, type Vocabulary } from "./query/vocabulary";
import { byId, make, save } from "./lib/html";
import { count, language, say } from "./lib/say";

/** The longest Turtle that is shown; more is for the download. */
const SHOWN = 200_000;
/** What can be downloaded of each kind of answer: name, media type, ending. */
const FORMATS = {
  table: [["CSV", "text/csv", "csv"], ["JSON", "application/sparql-results+json", "json"], ["TSV", "text/tab-separated-values", "tsv"]],
  boolean: [["JSON", "application/sparql-results+json", "json"]],
  graph: [["Turtle", "text/turtle", "ttl"], ["JSON-LD", "application/ld+json", "jsonld"], ["N-Triples", "application/n-triples", "nt"]],
} as const;

class QueryPage {
  readonly #form = byId<HTMLFormElement>("query-form");
  readonly #status = byId("query-status");
  readonly #output = byId("query-result");
  readonly #run = make("button", { type: "submit", class: "is-main" }, say("run"));
  readonly #stop = make("button", { type: "button", hidden: true }, say("stop"));
  readonly #link = make("button", { type: "button", class: "is-quiet" }, say("copy link"));
  readonly #root = this.#form.dataset.root ?? "";
  readonly #endpoint = `${this.#root}sparql`;
  readonly #editor: Editor;
  /** The text that the page's address stands for already: an example with its values. */
  readonly #named: string | null;
  #vocabulary: Vocabulary = { prefixes: {}, terms: [] };
  #current: AbortController | null = null;

  constructor() {
    const area = byId<HTMLTextAreaElement>("query-text");
    this.#named = new URLSearchParams(location.search).has("example") ? area.value : null;
    this.#editor = startEditor(area, () => this.#vocabulary, () => void this.#ask());
    byId("query-buttons").replaceChildren(this.#run, this.#stop, this.#link);
    area.parentElement?.querySelector("label")?.addEventListener("click", () => this.#editor.focus());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#ask();
    });
    this.#stop.addEventListener("click", () => this.#current?.abort());
    this.#link.addEventListener("click", () => void this.#copyLink());
  }

  async start(): Promise<void> {
    this.#vocabulary = await loadVocabulary(`${this.#root}api/vocabulary`);
    const asked = new URLSearchParams(location.search);
    if ((asked.has("query") || asked.has("example")) && this.#editor.text.trim()) await this.#ask();
  }

  async #ask(): Promise<void> {
    this.#current?.abort();
    const current = new AbortController();
    this.#current = current;
    const query = this.#editor.text;
    this.#editor.clearErrors();
    this.#status.replaceChildren(make("p", { class: "muted" }, say("running")));
    this.#stop.hidden = false;
    const begun = performance.now();
    try {
      const answer = await ask(this.#endpoint, query, current.signal);
      this.#remember(query);
      this.#show(answer, query, (performance.now() - begun) / 1000);
    } catch (error) {
      if (current === this.#current) this.#fail(error, current.signal.aborted);
    } finally {
      if (current === this.#current) this.#stop.hidden = true;
    }
  }

  /** The query goes into the page's address, unless it is the example that the address names already. */
  #remember(query: string): void {
    if (query !== this.#named) history.replaceState(null, "", `?${new URLSearchParams({ query })}`);
  }

  async #copyLink(): Promise<void> {
    this.#remember(this.#editor.text);
    await navigator.clipboard.writeText(location.href);
    this.#status.append(make("p", { role: "status" }, say("copied")));
  }

  #fail(error: unknown, aborted: boolean): void {
    this.#output.replaceChildren();
    if (aborted) {
      this.#status.replaceChildren(make("p", { class: "notice" }, say("stopped")));
      return;
    }
    const refused = error instanceof Refused ? error : new Refused(say("unreachable"));
    const notice = make("div", { class: "notice is-bad", role: "alert" });
    const { line, column } = refused;
    if (line && column) {
      this.#editor.showError(line, column, refused.reason);
      const place = make("button", { type: "button", class: "is-quiet" }, say("place", { line, column }));
      place.addEventListener("click", () => {
        this.#editor.showError(line, column, refused.reason);
        this.#editor.focus();
      });
      notice.append(make("p", {}, refused.reason), place);
    } else {
      notice.append(make("p", {}, refused.reason));
    }
    this.#status.replaceChildren(notice);
  }

  #show(answer: Answer, query: string, seconds: number): void {
    const links = new Links(this.#vocabulary.prefixes, this.#root, language());
    const time = say("in seconds", { seconds: count(seconds, 2) });
    const downloads = make("div", { class: "toolbar" }, make("span", { class: "muted" }, say("download")));
    for (const [name, type, ending] of FORMATS[answer.kind]) {
      const button = make("button", { type: "button" }, name);
      button.addEventListener("click", () => void this.#download(query, type, `result.${ending}`));
      downloads.append(button);
    }
    if (answer.kind === "boolean") {
      this.#status.replaceChildren(make("p", { class: "notice" }, answer.value ? say("yes") : say("no")));
      this.#output.replaceChildren(downloads);
    } else if (answer.kind === "graph") {
      this.#status.replaceChildren(make("p", {}, `${say("triples")}, ${time}`), ...cut(answer.cut, say("cut graph")));
      this.#output.replaceChildren(downloads, ...turtle(answer.turtle));
    } else {
      const number = answer.rows.length;
      const said = number || answer.cut ? `${say("rows", { number })} ${time}` : say("no rows");
      this.#status.replaceChildren(make("p", {}, said), ...cut(answer.cut, say("cut rows", { number })));
      this.#output.replaceChildren(...(number ? [downloads, new ResultTable(answer.columns, answer.rows, links).element] : []));
    }
  }

  /** Asks again in another form: what is saved is what the server makes, whole or not at all. */
  async #download(query: string, type: string, name: string): Promise<void> {
    try {
      const response = await send(this.#endpoint, query, type);
      if (!response.ok) throw await refusal(response);
      save(name, await response.blob());
    } catch (error) {
      const reason = error instanceof Refused ? error.reason : say("cut graph");
      this.#status.append(make("p", { class: "notice is-bad", role: "alert" }, reason));
    }
  }
}

function cut(isCut: boolean, sentence: string): HTMLElement[] {
  return isCut ? [make("p", { class: "notice is-warn", role: "alert" }, sentence)] : [];
}

function turtle(text: string): HTMLElement[] {
  const shown = make("pre", { class: "turtle", tabindex: 0, role: "region", "aria-label": say("result") }, text.slice(0, SHOWN));
  if (text.length <= SHOWN) return [shown];
  return [make("p", { class: "muted" }, say("shortened", { shown: SHOWN, number: text.length })), shown];
}

void new QueryPage().start();
