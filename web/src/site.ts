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
});

/** Stretches of time at their places: a page's content policy allows no style attributes. */
function placeSpans(): void {
  for (const span of document.querySelectorAll<HTMLElement>(".span[data-from]")) {
    span.style.setProperty("--from", span.dataset.from ?? "0");
    span.style.setProperty("--to", span.dataset.to ?? "1");
  }
}
