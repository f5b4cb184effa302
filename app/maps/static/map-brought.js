// What a reader brings in from around a node.
(function () {
  "use strict";
  var PARTS = ["legend", "filters"];
  var map = window.HuoshuiMap, state = map.state, data = map.data, graph = map.graph, words = data.words;
  var coming = Promise.resolve();
  // Ids of those around which more was brought in, by commas -> what stands beside the map then.
  var told = new Map(), beside = "";

  // What is around a node comes from the server, and is set around it where there is room.
  function bring(id) {
    return fetch(data.part + encodeURIComponent(id), { headers: { Accept: "application/json" } }).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.json();
    }).then(function (part) {
      var fresh = part.nodes.filter(function (node) { return !graph.byId.has(node.id); });
      graph.parts.set(id, part);
      seat(graph.byId.get(id), fresh);
      var added = map.add(graph, part.nodes, part.edges);
      Object.assign(data.sources, part.sources);
      map.admit(added);
    });
  }

  function seat(middle, fresh) {
    var taken = Array.from(graph.seats.values()), radius = 130, at = graph.seats.get(middle.id);
    fresh.forEach(function (node) {
      for (;; radius += 30) {
        var steps = Math.floor(2 * Math.PI * radius / 90), found = null;
        for (var step = 0; step < steps && !found; step++) {
          var x = at[0] + 1.4 * radius * Math.cos(2 * Math.PI * step / steps), y = at[1] + radius * Math.sin(2 * Math.PI * step / steps);
          if (taken.every(function (place) { return Math.abs(place[0] - x) > 110 || Math.abs(place[1] - y) > 70; })) { found = [x, y]; }
        }
        if (found) {
          node.x = Math.round(found[0]);
          node.y = Math.round(found[1]);
          graph.seats.set(node.id, [node.x, node.y]);
          graph.hubs.set(node.id, middle.id);
          taken.push(found);
          return;
        }
      }
    });
  }

  // One after the other, so that each stands where it stood when the same address was opened before.
  function bringAll(now) {
    now.expand.forEach(function (id) {
      coming = coming.then(function () {
        if (!graph.parts.has(id) && graph.byId.has(id) && data.part) { return bring(id); }
      }).catch(function () { map.say(words.expand_failed); });
    });
    return coming.then(function () { return tell(now); });
  }

  // Legend, filters and outlines take in what was brought in.
  function tell(now) {
    var key = now.expand.filter(function (id) { return graph.parts.has(id); }).map(encodeURIComponent).join(",");
    if (!data.beside || key === beside) { return Promise.resolve(); }
    if (!told.has("")) { told.set("", Promise.resolve({ page: map.copyOfParts(PARTS), outlines: data.outlines })); }
    if (!told.has(key)) {
      var asked = fetch(data.beside + key, { headers: { Accept: "application/json" } }).then(function (answer) {
        if (!answer.ok) { throw new Error(String(answer.status)); }
        return answer.json();
      }).then(function (all) { return { page: new DOMParser().parseFromString(all.html, "text/html"), outlines: all.outlines }; });
      told.set(key, asked);
      asked.catch(function () { told.delete(key); });
    }
    return told.get(key).then(function (all) {
      beside = key;
      data.outlines = all.outlines;
      var kinds = new Set(all.outlines.map(function (outline) { return outline.kind; })), choice = map.byId("outline");
      Array.from(choice.options).forEach(function (one) { one.hidden = one.value !== "none" && !kinds.has(one.value); });
      map.byId("outline-row").hidden = !kinds.size;
      map.copyParts(all.page, PARTS);
    }).catch(function () { map.say(words.expand_failed); });
  }

  function expand(id) {
    var now = state.now();
    if (!graph.byId.has(id) || now.expand.includes(id) || !data.part) { return; }
    bringAll({ expand: now.expand.concat(id) }).then(function () {
      if (graph.parts.has(id)) { state.change({ expand: state.now().expand.concat(id), select: id }); }
    });
  }

  Object.assign(map, { bringAll: bringAll, expand: expand });
})();
