// The keys of a map while it has the focus.
(function () {
  "use strict";
  var map = window.HuoshuiMap, state = map.state, graph = map.graph;

  // The neighbour that lies most in a direction; from nothing, the focus or the node with most links.
  function toward(dx, dy) {
    var now = state.now(), here = graph.byId.get(now.select);
    if (!here || !map.view().nodes.has(here.id)) { map.choose(first()); return; }
    var best = null, score = 0;
    map.neighbours(here.id).forEach(function (id) {
      var there = graph.byId.get(id);
      if (!there || id === here.id) { return; }
      var x = there.x - here.x, y = there.y - here.y, length = Math.hypot(x, y) || 1;
      var along = (x * dx + y * dy) / length;
      if (along > 0.35 && along / length > score) { best = id; score = along / length; }
    });
    if (best) { map.choose(best); }
  }

  function first() {
    if (map.view().nodes.has(map.data.focus)) { return map.data.focus; }
    return Array.from(map.view().nodes).reduce(function (best, id) { return graph.byId.get(id).degree > graph.byId.get(best).degree ? id : best; });
  }

  var KEYS = {
    ArrowLeft: function () { toward(-1, 0); }, ArrowRight: function () { toward(1, 0); },
    ArrowUp: function () { toward(0, -1); }, ArrowDown: function () { toward(0, 1); },
    Enter: function () { map.openCard(); }, e: function (id) { if (graph.byId.has(id)) { map.further(id); } }, h: map.hide,
    f: function () { document.getElementById("query").focus(); },
    w: function (id) { if (id) { map.remove(id); } },
    p: function (id) { if (graph.byId.has(id)) { state.change({ path: [id] }); } },
    Escape: function () { state.change({ select: null, path: [] }); },
    "+": function () { map.zoom(1.3); }, "=": function () { map.zoom(1.3); }, "-": function () { map.zoom(1 / 1.3); },
    "0": function () { map.fit(); }
  };

  function keyed(event) {
    if (event.altKey || event.metaKey) { return; }
    if (event.ctrlKey) {
      if (event.key === "z") { event.preventDefault(); state.undo(); }
      if (event.key === "y") { event.preventDefault(); state.redo(); }
      return;
    }
    var way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.shiftKey && way) {
      event.preventDefault();
      map.shift(state.now().select, way[0], way[1]);
      return;
    }
    var act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || (event.key === "Escape" && !state.now().select && !state.now().path.length)) { return; }
    event.preventDefault();
    // Ctrl K and / open the site's search: keys of the map are the map's.
    event.stopPropagation();
    act(state.now().select);
  }

  map.byId("map").addEventListener("keydown", keyed);
})();
