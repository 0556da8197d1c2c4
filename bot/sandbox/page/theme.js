/** Dark or light: as the system says, unless chosen here. */

const KEY = "theme";
const ORDER = ["auto", "dark", "light"];

/** "auto", "dark" or "light". */
export function themeName() {
  const kept = localStorage.getItem(KEY);
  return ORDER.includes(kept) ? kept : "auto";
}

export function applyTheme() {
  document.documentElement.dataset.theme = themeName();
}

export function nextTheme() {
  localStorage.setItem(KEY, ORDER[(ORDER.indexOf(themeName()) + 1) % ORDER.length]);
  applyTheme();
}
