// Runs before the first paint, so that a dark room never sees a white flash.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("callboard.theme");
  } catch {
    // Storage is closed to us: the system's preference holds.
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
