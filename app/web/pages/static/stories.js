// Left and right walk from step to step of a story. Without it, the links below each step do the same.
(function () {
  "use strict";
  var steps = Array.prototype.slice.call(document.querySelectorAll(".step"));
  var still = window.matchMedia("(prefers-reduced-motion: reduce)");
  document.querySelector(".keys").hidden = false;

  function current() {
    // The last step whose top has come up to the middle of the window.
    var middle = window.innerHeight / 2, found = -1;
    steps.forEach(function (step, number) {
      if (step.getBoundingClientRect().top <= middle) { found = number; }
    });
    return found;
  }

  document.addEventListener("keydown", function (event) {
    var way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    var field = event.target.closest("input, select, textarea, [role=listbox]");
    if (!way || field || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    var step = steps[Math.min(Math.max(current() + way, 0), steps.length - 1)];
    event.preventDefault();
    history.replaceState(null, "", "#" + step.id);
    step.focus({ preventScroll: true });
    step.scrollIntoView({ behavior: still.matches ? "auto" : "smooth" });
  });
})();
