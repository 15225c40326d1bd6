// Says in words that the page does not start. In the language of browsers of 2015, since it is for those that are too old.
// biome-ignore-all lint: later syntax would fail where it is needed
(function () {
  var LATE_MS = 8000;
  var AGAIN_MS = 60000;
  var spanish = /^es/i.test(navigator.language || "");
  var tooOld = !("noModule" in document.createElement("script"));
  var failed = false;

  function say(english, inSpanish) {
    var place = document.getElementById("start");
    if (place !== null) place.textContent = spanish ? inSpanish : english;
  }

  function explain() {
    if (tooOld) {
      say(
        "Callboard cannot start: this browser is too old. It needs Chrome or Edge 111, Firefox 128, Safari 16.4, or newer.",
        "Callboard no puede arrancar: este navegador es demasiado antiguo. Necesita Chrome o Edge 111, Firefox 128, Safari 16.4 o posterior.",
      );
    } else if (failed) {
      say(
        "Callboard could not start: a part of it did not load, or this browser is too old for it (Chrome or Edge 111, Firefox 128, Safari 16.4 or newer). Load the page again.",
        "Callboard no ha podido arrancar: falta una parte, o este navegador es demasiado antiguo (Chrome o Edge 111, Firefox 128, Safari 16.4 o posterior). Vuelva a cargar la página.",
      );
    } else {
      say(
        "Callboard is still loading. The connection to its server is slow, or interrupted.",
        "Callboard sigue cargando. La conexión con su servidor es lenta, o se ha interrumpido.",
      );
    }
    // Nobody is at a screen on a wall to load it again.
    if (failed && location.pathname === "/wallboard") {
      setTimeout(function () {
        if (document.getElementById("start") !== null) location.reload();
      }, AGAIN_MS);
    }
  }

  // Of scripts that are missing or can't be understood.
  addEventListener(
    "error",
    function (event) {
      if (event.target === window ? document.getElementById("start") === null : event.target.tagName !== "SCRIPT") return;
      failed = true;
      explain();
    },
    true,
  );
  if (tooOld) addEventListener("DOMContentLoaded", explain);
  setTimeout(function () {
    if (document.getElementById("start") !== null && !failed) explain();
  }, LATE_MS);
})();
