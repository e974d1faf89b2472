/**
 * Light or dark: what the system prefers, until a person chooses on the page. The choice is kept in this browser and
 * stands as `data-theme` on the root element, which `style.css` obeys.
 *
 * A button takes part with `<button class="theme" hidden>`: it is shown once this script runs, and changes the theme.
 */

const KEY = "egov-kg-theme";
export type Theme = "light" | "dark";

/** What is shown now. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Puts the kept choice, if any, on the page. */
export function applyTheme(): void {
  const kept = stored();
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
}

/** Calls back at once and whenever what is shown may have changed. */
export function onTheme(react: (theme: Theme) => void): void {
  react(currentTheme());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => react(currentTheme()));
  document.addEventListener("themechange", () => react(currentTheme()));
}

/** Makes the buttons of the page work. */
export function startThemeButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button.theme")) {
    button.hidden = false;
    onTheme((theme) => button.setAttribute("aria-pressed", String(theme === "dark")));
    button.addEventListener("click", () => {
      const theme = currentTheme() === "dark" ? "light" : "dark";
      document.documentElement.dataset.theme = theme;
      keep(theme);
      document.dispatchEvent(new Event("themechange"));
    });
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is closed to this page, as in some private windows
  }
}

function keep(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice holds for this page alone.
  }
}
