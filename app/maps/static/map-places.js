// Where nodes stand: where the server sets them, where they were brought in, and where a reader moved them.
(function () {
  "use strict";
  var map = window.HuoshuiMap;

  // Id → [x, y] of what a reader moved, as "x:y:id".
  function moved(now) {
    var found = new Map();
    now.at.forEach(function (text) {
      var parts = /^(-?\d{1,8}):(-?\d{1,8}):(.+)$/.exec(text);
      if (parts) { found.set(parts[3], [Number(parts[1]), Number(parts[2])]); }
    });
    return found;
  }

  // Sets every node where it stands; what was brought in around one goes along with it.
  function place(graph, now) {
    var places = moved(now);
    function shift(id) {
      var seat = graph.seats.get(id), at = places.get(id);
      if (at) { return [at[0] - seat[0], at[1] - seat[1]]; }
      return graph.hubs.has(id) ? shift(graph.hubs.get(id)) : [0, 0];
    }
    graph.nodes.forEach(function (node) {
      var seat = graph.seats.get(node.id), by = places.size ? shift(node.id) : [0, 0];
      node.x = seat[0] + by[0];
      node.y = seat[1] + by[1];
    });
  }

  // What is told of moved nodes once one stands elsewhere.
  function withMoved(now, id, x, y) {
    return now.at.filter(function (text) { return !text.endsWith(":" + id) || text.split(":").slice(2).join(":") !== id; })
      .concat(Math.round(x) + ":" + Math.round(y) + ":" + id);
  }

  // Takes what the map holds on another day. Who is there already stays where it stands, and nobody stands on another.
  function takeStep(graph, step) {
    var taken = new Set(graph.nodes.map(function (node) { return node.x + " " + node.y; }));
    step.nodes.forEach(function (node) {
      graph.homes.set(node.id, [node.x, node.y]);
      var here = graph.byId.get(node.id), told = Object.assign({}, node);
      if (here) { Object.assign(here, told, { x: here.x, y: here.y }); return; }
      while (taken.has(told.x + " " + told.y)) { told.y += Math.ceil(3 * told.size); }
      taken.add(told.x + " " + told.y);
      graph.seats.set(told.id, [told.x, told.y]);
      graph.byId.set(told.id, told);
      graph.nodes.push(told);
    });
    step.edges.forEach(function (edge) {
      var here = graph.byEdge.get(edge.id), told = Object.assign({}, edge);
      if (here) { Object.assign(here, { smooth: undefined }, told); } else { graph.edges.push(told); map.link(graph, told); }
    });
    graph.own = step;
    graph.step = new Set(step.nodes.concat(step.edges).map(function (one) { return one.id; }));
  }

  // Ids of the nodes and of the links that the server finds for an address that tells what was brought in, in its order.
  function inOrder(graph, expanded) {
    var parts = [graph.own].concat(expanded.map(function (id) { return graph.parts.get(id); }).filter(Boolean));
    return ["nodes", "edges"].map(function (kind) {
      return Array.from(new Set(parts.flatMap(function (part) { return part[kind].map(function (one) { return one.id; }); })));
    });
  }

  // Whether a node stands where the server sets it.
  function atHome(graph, id) {
    var home = graph.homes.get(id), node = graph.byId.get(id);
    return Boolean(home) && home[0] === node.x && home[1] === node.y;
  }

  Object.assign(map, { place: place, withMoved: withMoved, takeStep: takeStep, atHome: atHome, inOrder: inOrder });
})();
