/** What every page loads: the choice of light or dark, and tables that sort. Pages work without it. */

import { startTables } from "./lib/tables";
import { applyTheme, startThemeButtons } from "./lib/theme";

// Before anything is painted: this script stands in the head and is not deferred.
document.documentElement.classList.add("scripted");
applyTheme();

document.addEventListener("DOMContentLoaded", () => {
  startThemeButtons();
  startTables();
});
