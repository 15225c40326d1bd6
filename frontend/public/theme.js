// Runs before the first paint, so that the dark theme does not begin with a white flash.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("callboard.theme");
  } catch {
    // No access to storage: the system's preference applies.
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
