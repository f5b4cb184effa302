// The day of a map that holds ties of any day: a slider, a box for all of them, and play.
(function () {
  "use strict";
  var map = window.HuoshuiMap, state = map.state, data = map.data, graph = map.graph, words = data.words;
  var byId = map.byId, filled = map.filled;
  var days = data.timed ? map.days(graph) : data.step ? data.days : [], playing = null;
  function dayAt(now) { return now.day === null ? data.day : now.day; }

  function showDay(now) {
    if (!days.length) { return; }
    var day = dayAt(now), slider = byId("day"), index = days.findIndex(function (one) { return one >= day; });
    byId("any-day").checked = !day;
    slider.disabled = !day;
    slider.value = day ? (index < 0 ? days.length - 1 : index) : days.length - 1;
    var text = day ? filled(words.as_of, { day: day }) : words.any_day;
    slider.setAttribute("aria-valuetext", text);
    byId("day-text").textContent = text;
  }

  function pause() { window.clearTimeout(playing); playing = null; byId("play").setAttribute("aria-pressed", "false"); byId("play").textContent = words.play; }

  function play() {
    if (playing) { pause(); return; }
    var at = Number(byId("day").value);
    if (!dayAt(state.now()) || at >= days.length - 1) { at = -1; }
    byId("play").setAttribute("aria-pressed", "true");
    byId("play").textContent = words.pause;
    function tick() {
      at += 1;
      state.change({ day: days[at] }, "play");
      if (at >= days.length - 1) { pause(); return; }
      var next = playing = window.setTimeout(function () {
        // A day that the site has not told of yet is waited for.
        map.ready(state.now()).then(function () { if (playing === next) { tick(); } });
      }, 900);
    }
    tick();
  }

  function startDays() {
    byId("time").hidden = days.length < 2;
    if (days.length < 2) { days = []; return; }
    byId("day").max = days.length - 1;
    byId("day").addEventListener("input", function () { state.change({ day: days[byId("day").value] }, "play"); });
    byId("any-day").addEventListener("change", function () { state.change({ day: byId("any-day").checked ? "" : days[days.length - 1] }); });
    byId("play").addEventListener("click", play);
  }

  startDays();
  map.onShow(function (view, now) { showDay(now); });
})();
