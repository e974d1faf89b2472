/** What every page loads: the choice of light or dark, tables that sort, words that are marked. Pages work without it. */

import { startPassages } from "./lib/passages";
import { startTables } from "./lib/tables";
import { applyTheme, startThemeButtons } from "./lib/theme";

// Before anything is painted: this script stands in the head and is not deferred.
document.documentElement.classList.add("scripted");
applyTheme();

document.addEventListener("DOMContentLoaded", () => {
  startThemeButtons();
  startTables();
  startPassages();
  placeSpans();
  showTarget();
  // On a phone the places are a line that can be pushed: the one where the reader is comes into sight.
  document.querySelector(".nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  window.addEventListener("hashchange", showTarget);
});

/** Stretches of time at their places: a page's content policy allows no style attributes. */
function placeSpans(): void {
  for (const span of document.querySelectorAll<HTMLElement>(".span[data-from]")) {
    span.style.setProperty("--from", span.dataset.from ?? "0");
    span.style.setProperty("--to", span.dataset.to ?? "1");
  }
}

/**
 * In the page of a document: lets the words stand out that the address asks for. `#q-START-END` is where they begin; in
 * the text they may be in several marks, each with the places it goes from and to.
 */
function showTarget(): void {
  const [, start, end] = /^#q-(\d+)-(\d+)$/.exec(location.hash)?.map(Number) ?? [];
  for (const mark of document.querySelectorAll<HTMLElement>("mark[data-from]")) {
    const [from, to] = [Number(mark.dataset.from), Number(mark.dataset.to)];
    mark.classList.toggle("is-target", start !== undefined && end !== undefined && from >= start && to <= end);
  }
}
