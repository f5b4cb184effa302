// Moving nodes: by mouse or pen at once, by a finger that holds one first, so that swipes scroll the page; and by keys.
(function () {
  "use strict";
  var map = window.HuoshuiMap, state = map.state, graph = map.graph, stage = map.byId("map");
  var network = map.network(), held = null, start = null, waiting = null;
  // How long a finger holds a node before it moves it, and how far it may stray meanwhile.
  var HOLD_MS = 350, STILL = 8;
  if (!network) { return; }

  function mayDrag(yes) { network.interactionHandler.options.dragNodes = yes; }

  // What the pointer moves is moved by vis; labels, outlines and what was brought in around it follow.
  function follow(id) {
    var at = network.getPositions([id])[id];
    map.place(graph, Object.assign({}, state.now(), { at: map.withMoved(state.now(), id, at.x, at.y) }));
    graph.nodes.forEach(function (node) {
      var drawn = network.body.nodes[node.id];
      if (node.id !== id && drawn && (drawn.x !== node.x || drawn.y !== node.y)) { network.moveNode(node.id, node.x, node.y); }
    });
    map.changedPlaces();
  }

  function drop(id) {
    var at = network.getPositions([id])[id];
    state.change({ at: map.withMoved(state.now(), id, at.x, at.y) });
  }

  function pointed(event) {
    var box = stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  function release() {
    window.clearTimeout(waiting);
    if (held !== null) { drop(held); }
    held = null;
  }

  stage.addEventListener("pointerdown", function (event) {
    release();
    mayDrag(event.pointerType !== "touch");
    if (event.pointerType !== "touch") { return; }
    start = pointed(event);
    var id = network.getNodeAt(start);
    if (id !== undefined) { waiting = window.setTimeout(function () { held = id; network.selectNodes([id]); }, HOLD_MS); }
  }, true);
  stage.addEventListener("pointermove", function (event) {
    if (event.pointerType !== "touch") { return; }
    var at = pointed(event);
    if (held === null) {
      if (start && Math.hypot(at.x - start.x, at.y - start.y) > STILL) { window.clearTimeout(waiting); }
      return;
    }
    // Else the map would be moved as well.
    event.stopPropagation();
    at = network.DOMtoCanvas(at);
    network.moveNode(held, at.x, at.y);
    follow(held);
  }, true);
  ["pointerup", "pointercancel"].forEach(function (kind) { window.addEventListener(kind, release); });
  // A finger that holds a node doesn't scroll.
  stage.addEventListener("touchmove", function (event) { if (held !== null && event.cancelable) { event.preventDefault(); } }, { passive: false });
  // A tap that brings up the sheet of what it chose would else be a click on what of it then lies under the finger.
  stage.addEventListener("touchend", function (event) { if (event.cancelable) { event.preventDefault(); } }, { passive: false });
  network.on("dragging", function (event) { event.nodes.forEach(follow); });
  network.on("dragEnd", function (event) { event.nodes.forEach(drop); });

  map.shift = function (id, dx, dy) {
    var node = graph.byId.get(id), step = 20 / network.getScale();
    if (node) { state.change({ at: map.withMoved(state.now(), id, node.x + dx * step, node.y + dy * step) }); }
  };
})();
