/**
 * The editor: CodeMirror in place of the form's text area, which keeps the same text so that the form still works.
 *
 * It stands in a shadow root: there CodeMirror brings its style as a style sheet of the document object model, which a
 * content policy without inline styles lets pass.
 */

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

import { make } from "../lib/html";
import { say } from "../lib/say";
import { completions } from "./completion";
import type { Vocabulary } from "./vocabulary";

export interface Editor {
  readonly text: string;
  focus(): void;
  /** Marks the word at a place, in lines and columns of code points from 1, and says why. */
  showError(line: number, column: number, reason: string): void;
  clearErrors(): void;
}

/** Puts an editor in the place of a text area. */
export function startEditor(area: HTMLTextAreaElement, vocabulary: () => Vocabulary, run: () => void): Editor {
  const host = make("div", { class: "editor", id: "editor" });
  area.after(host);
  area.hidden = true;
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: area.value, extensions: extensions(area, vocabulary, run) }),
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    focus: () => view.focus(),
    showError: (line, column, reason) => showError(view, line, column, reason),
    clearErrors: () => view.dispatch(setDiagnostics(view.state, [])),
  };
}

function extensions(area: HTMLTextAreaElement, vocabulary: () => Vocabulary, run: () => void) {
  const running = { key: "Mod-Enter", preventDefault: true, run: () => (run(), true) };
  return [
    keymap.of([running, ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    closeBrackets(),
    lintGutter(),
    StreamLanguage.define(sparql),
    syntaxHighlighting(COLOURS),
    LOOK,
    EditorView.lineWrapping,
    autocompletion({ override: [completions(vocabulary)], activateOnTyping: true, maxRenderedOptions: 80 }),
    EditorView.contentAttributes.of({ "aria-label": say("editor"), "aria-multiline": "true", tabindex: "0", spellcheck: "false" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) area.value = update.state.doc.toString();
    }),
  ];
}

function showError(view: EditorView, line: number, column: number, reason: string): void {
  const { doc } = view.state;
  const place = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const ahead = [...place.text].slice(0, column - 1).join("").length; // code points to UTF-16
  let from = Math.min(place.from + ahead, place.to);
  const word = /^(\S[\w:-]*|\s)/.exec(doc.sliceString(from, place.to))?.[0] ?? "";
  if (!word && from > 0) from -= 1; // an error at the end stands behind the last character
  const to = Math.min(from + Math.max(word.length, 1), doc.length);
  view.dispatch(setDiagnostics(view.state, [{ from, to, severity: "error", message: reason }]));
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--hue-7)", fontWeight: "600" },
  { tag: tags.standard(tags.variableName), color: "var(--hue-7)" },
  { tag: [tags.atom, tags.literal], color: "var(--hue-1)" },
  { tag: [tags.variableName, tags.local(tags.variableName)], color: "var(--hue-2)" },
  { tag: tags.string, color: "var(--hue-3)" },
  { tag: tags.meta, color: "var(--hue-4)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.operator, tags.bracket], color: "var(--ink)" },
]);

const LOOK = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "0.9rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", minHeight: "14rem", maxHeight: "60vh" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.5rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--muted)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent-ground) 45%, transparent)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--accent-ground)",
    outline: "1px solid var(--accent)",
  },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--raised)",
    border: "1px solid var(--frame)",
    borderRadius: "var(--radius)",
    boxShadow: "var(--shadow)",
    maxWidth: "min(30rem, 90vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "0.875rem", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.5rem", minHeight: "1.5rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent-ground) !important",
    color: "var(--ink) !important",
  },
  ".cm-completionDetail": { fontFamily: "var(--sans)", fontStyle: "normal", color: "var(--muted)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionInfo": { padding: "0.5rem 0.75rem", fontFamily: "var(--sans)" },
  ".explanation p": { margin: "0 0 0.35rem" },
  ".cm-diagnostic": { padding: "0.375rem 0.625rem", borderLeft: "4px solid var(--bad)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--bad) 2px",
    textUnderlineOffset: "4px",
    backgroundColor: "var(--bad-ground)",
  },
});
