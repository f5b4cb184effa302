// Draws the page's map: what is shown, lit and dimmed on it, and what a pointer does there.
(function () {
  "use strict";
  var root = document.documentElement;
  var stage = document.getElementById("map");
  var map = window.HuoshuiMap, state = map.state;
  var data = JSON.parse(document.getElementById("map-data").textContent);
  var graph = map.graphOf(data);
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var printing = window.matchMedia("print");
  var still = window.matchMedia("(prefers-reduced-motion: reduce)");
  var looks = new Map();
  var network, nodes, edges, view, lit = null, listeners = [], corners = new Map();

  function motion() { return still.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" }; }

  // One node alone would fill the screen.
  function whole(animation, ids) {
    network.fit({ nodes: ids && ids.length ? ids : Array.from(view.nodes), animation: animation, maxZoomLevel: 1.4 });
    if (!animation) { network.redraw(); }
  }

  function neighbours(id) {
    var found = new Set();
    (graph.touching.get(id) || []).forEach(function (edge) {
      if (view.links.has(edge.id)) { found.add(edge.id); found.add(edge.from); found.add(edge.to); }
    });
    return found;
  }

  // Ids of what a choice lights up; null where nothing is chosen.
  function lightOf(now) {
    if (now.path.length === 2) { return new Set(now.path.concat(map.path(graph, view, now.path[0], now.path[1]))); }
    if (graph.byEdge.has(now.select)) {
      var edge = graph.byEdge.get(now.select);
      return new Set([edge.id, edge.from, edge.to]);
    }
    return graph.byId.has(now.select) ? neighbours(now.select).add(now.select) : null;
  }

  function dashes(edge) {
    var patterns = data.dashes, dotted = data.dotted.includes(edge.marks[0]);
    if (view.day && edge.marks.includes("undated:yes")) { return patterns.undated; }
    if (!view.day && edge.last < data.today) { return dotted ? patterns.dotted_ended : patterns.ended; }
    return dotted ? patterns.dotted : false;
  }

  function nodeLook(node) {
    // In a page that was taken away, who was lost stays so.
    var lost = view.lost.has(node.id) || Boolean(node.borderDashes);
    return {
      id: node.id, x: node.x, y: node.y, hidden: !view.nodes.has(node.id), opacity: lit && !lit.has(node.id) ? 0.25 : 1,
      color: lost ? Object.assign({}, node.color, { background: "rgba(0,0,0,0)" }) : node.color,
      shapeProperties: { borderDashes: lost ? [4, 3] : false }
    };
  }

  function edgeLook(edge) {
    var left = state.now().without.length && !view.rest.has(edge.id);
    var dim = (lit && !lit.has(edge.id)) || left;
    return {
      id: edge.id, hidden: !view.links.has(edge.id), dashes: dashes(edge),
      color: Object.assign({}, edge.color, { opacity: dim ? 0.08 : edge.color.opacity })
    };
  }

  // What changed of the looks only: to set them all again takes as long as to draw anew.
  function changed(all, look) {
    return all.map(look).filter(function (one) {
      var told = JSON.stringify(one);
      if (looks.get(one.id) === told) { return false; }
      looks.set(one.id, told);
      return true;
    });
  }

  function show(now, how) {
    view = map.shown(graph, now);
    lit = lightOf(now);
    map.place(graph, now);
    corners.clear();
    if (nodes) {
      nodes.update(changed(graph.nodes, nodeLook));
      edges.update(changed(graph.edges, edgeLook));
      network.selectNodes([]);
      if (graph.byId.has(now.select)) { network.selectNodes([now.select]); }
      if (graph.byEdge.has(now.select)) { network.selectEdges([now.select]); }
      network.redraw();
    }
    listeners.forEach(function (listener) { listener(view, now, how); });
  }

  function outlineKind() {
    var asked = state.now().outline;
    return asked === null ? data.outline : asked;
  }

  // Links whose width is a figure keep it, and their ends with it, however near one looks.
  function keepWidths() {
    var scale = network.getScale();
    graph.edges.forEach(function (edge) {
      if (!edge.pixels) { return; }
      var drawn = network.body.edges[edge.id];
      if (!drawn) { return; }
      var nearer = edge.pixels / edge.width / scale;
      drawn.options.width = edge.width * nearer;
      if (edge.arrows.to.scaleFactor) { drawn.options.arrows.to.scaleFactor = edge.arrows.to.scaleFactor * nearer; }
    });
  }

  function beforeDrawing(context) {
    keepWidths();
    var kind = outlineKind(), number = 0, drawn = [];
    data.outlines.forEach(function (outline) {
      if (outline.kind !== kind) { return; }
      number += 1;
      if (!corners.has(outline.id)) {
        var inside = outline.nodes.filter(function (id) { return view.nodes.has(id); }).map(function (id) { return graph.byId.get(id); });
        corners.set(outline.id, inside.length > 1 ? map.cornersAround(inside) : []);
      }
      if (corners.get(outline.id).length) {
        drawn.push({ id: outline.id, name: outline.name, corners: corners.get(outline.id), number: number - 1 });
      }
    });
    map.drawOutlines(context, drawn);
    map.outlined = drawn;
  }

  function screen(x, y) { return network.canvasToDOM({ x: x, y: y }); }

  // What is seen of the nodes, to be labelled.
  function labelled(scale) {
    var now = state.now(), found = [];
    graph.nodes.forEach(function (node) {
      if (!view.nodes.has(node.id)) { return; }
      var at = screen(node.x, node.y);
      if (at.x < -60 || at.y < -60 || at.x > stage.clientWidth + 60 || at.y > stage.clientHeight + 60) { return; }
      var strong = node.id === data.focus || node.id === now.select;
      found.push({
        id: node.id, x: at.x, y: at.y, radius: node.size * scale, label: node.label, strong: strong,
        weight: strong ? 1e6 : (lit && lit.has(node.id) ? 1e5 : 0) + node.size + node.degree,
        dim: lit !== null && !lit.has(node.id)
      });
    });
    return found;
  }

  // Ties of one kind between the same two tell each other apart by their form.
  function named() {
    return data.told_apart.filter(function (one) { return view.links.has(one.id); }).map(function (one) {
      var edge = network.body.edges[one.id];
      var point = edge && edge.edgeType.getPoint ? edge.edgeType.getPoint(0.5) : null;
      if (!point) { return null; }
      var at = screen(point.x, point.y);
      return { id: one.id, x: at.x, y: at.y - 8, radius: -3, label: one.text, weight: 0, dim: lit !== null && !lit.has(one.id) };
    }).filter(Boolean);
  }

  function outlineNames() {
    return (map.outlined || []).filter(function (outline) { return outlineKind() === "regions" || !graph.byId.has(outline.id); }).map(function (outline) {
      var top = outline.corners.reduce(function (best, corner) { return corner[1] < best[1] ? corner : best; });
      var at = screen(top[0], top[1]);
      return { id: "outline:" + outline.id, x: at.x, y: at.y - 14, radius: -3, label: outline.name, weight: 5, dim: lit !== null, strong: true };
    });
  }

  function afterDrawing(context) {
    var scale = network.getScale(), ratio = context.canvas.width / stage.clientWidth;
    var night = dark.matches && !printing.matches;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    map.labels = map.drawLabels(context, labelled(scale).concat(outlineNames()), scale > 0.6 ? named() : [],
      { width: stage.clientWidth, height: stage.clientHeight },
      { ink: night ? "#e8edf2" : "#16202b", paper: night ? "#14181d" : "#ffffff", face: getComputedStyle(document.body).fontFamily });
    context.restore();
  }

  function select(id) {
    var now = state.now();
    if (now.path.length === 1 && graph.byId.has(id)) { state.change({ path: [now.path[0], id], select: id }); return; }
    state.change({ select: id, path: now.path.length === 2 ? [] : now.path });
  }

  // Moves the map so that a node is seen, and not farther than that.
  function reveal(id) {
    var at = screen(graph.byId.get(id).x, graph.byId.get(id).y);
    if (at.x < 40 || at.y < 40 || at.x > stage.clientWidth - 40 || at.y > stage.clientHeight - 40) {
      var near = Math.min(0.9, 24 / graph.byId.get(id).size);
      network.focus(id, { scale: Math.max(network.getScale(), near), animation: motion() });
    }
  }

  function choose(id) { select(id); reveal(id); }

  function hide(id) {
    if (!graph.byId.has(id) || id === data.focus) { return; }
    state.change({ hide: state.now().hide.concat(id), select: null });
  }

  function remove(id) {
    var key = graph.byEdge.has(id) ? graph.byEdge.get(id).key : id, without = state.now().without;
    state.change({ without: without.includes(key) ? without.filter(function (one) { return one !== key; }) : without.concat(key) });
  }

  // The map's own layer draws the labels.
  function bare(node) { return Object.assign({}, node, { label: undefined, physics: false }, nodeLook(node)); }

  // What stands for others is opened; around anything else comes what is one hop away.
  function further(id) {
    if (graph.byId.get(id).opens && data.opening) { window.location.assign(map.opening(id)); } else { map.expand(id); }
  }

  function zoom(by) { network.moveTo({ scale: network.getScale() * by, animation: motion() }); }

  function start() {
    view = map.shown(graph, state.now());
    map.place(graph, state.now());
    lit = lightOf(state.now());
    nodes = new vis.DataSet(graph.nodes.map(bare));
    edges = new vis.DataSet(graph.edges.map(function (edge) { return Object.assign({}, edge, edgeLook(edge)); }));
    graph.nodes.forEach(function (node) { looks.set(node.id, JSON.stringify(nodeLook(node))); });
    graph.edges.forEach(function (edge) { looks.set(edge.id, JSON.stringify(edgeLook(edge))); });
    network = new vis.Network(stage, { nodes: nodes, edges: edges }, data.options);
    network.on("beforeDrawing", beforeDrawing);
    network.on("afterDrawing", afterDrawing);
    network.once("afterDrawing", function () {
      whole(false, data.fit);
      root.dataset.map = "drawn";
    });
    // vis looks at its size only now and then, and scales by height alone.
    new ResizeObserver(function () {
      network.setSize("100%", "100%");
      if (!state.now().select) { whole(false, data.fit); } else { network.redraw(); }
    }).observe(stage);
    network.on("click", function (event) {
      if (event.nodes.length) { select(event.nodes[0]); } else if (event.edges.length) { select(event.edges[0]); } else { state.change({ select: null, path: [] }); }
    });
    network.on("doubleClick", function (event) { if (event.nodes.length) { further(event.nodes[0]); } });
    state.listen(function (now, how) {
      map.ready(now).then(function () { if (now === state.now()) { show(now, how); } });
    });
    [dark, printing].forEach(function (query) { query.addEventListener("change", function () { network.redraw(); }); });
  }

  Object.assign(map, {
    data: data, graph: graph, select: select, choose: choose, hide: hide, remove: remove, zoom: zoom,
    further: further, neighbours: neighbours,
    fit: function () { whole(motion()); }, redraw: function () { network.redraw(); },
    // Another day of the map: what is there already stays where it stands.
    take: function (step) {
      map.takeStep(graph, step);
      data.told_apart = step.told_apart;
      data.today = step.today;
      Object.assign(data.sources, step.sources);
      nodes.update(step.nodes.map(function (node) { return bare(graph.byId.get(node.id)); }));
      edges.update(step.edges.map(function (edge) {
        var here = graph.byEdge.get(edge.id);
        return Object.assign({}, here, { smooth: here.smooth || { enabled: false } });
      }));
      step.edges.forEach(function (edge) { looks.delete(edge.id); });
    },
    admit: function (added) {
      nodes.add(added.nodes.map(bare));
      edges.add(added.edges);
    },
    network: function () { return network; }, changedPlaces: function () { corners.clear(); },
    onShow: function (listener) { listeners.push(listener); },
    view: function () { return view; }, lit: function () { return lit; },
    position: function (id) { return screen(graph.byId.get(id).x, graph.byId.get(id).y); }, say: function () {}
  });

  try {
    start();
    document.addEventListener("DOMContentLoaded", function () {
      map.ready(state.now()).then(function () { show(state.now(), "start"); });
    });
  } catch (error) {
    map.broken(String(error));
    stage.className = "over";
    stage.replaceChildren(document.createElement("p"));
    stage.firstChild.textContent = data.words.failed;
  }
})();
