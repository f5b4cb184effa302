// Beside the map: the card of what is chosen, what-if, filters, the search in it and what is taken away.
(function () {
  "use strict";
  var map = window.HuoshuiMap, state = map.state, data = map.data, graph = map.graph, words = data.words;
  var byId = map.byId, element = map.element, button = map.button, filled = map.filled;
  var CARD_TIES = 30;

  // A name, which leads to its page where it has one.
  function nameOf(node) {
    var name = element("bdi", node.name);
    if (!node.page) { return name; }
    var link = element("a", null, { href: node.page, target: "_top" });
    link.appendChild(name);
    return link;
  }

  function evidenceOf(one) {
    var list = element("span", null, { class: "evidence" });
    one.evidence.forEach(function (pair, index) {
      var source = data.sources[pair[0]] || {};
      if (index) { list.appendChild(document.createTextNode(words.list_separator)); }
      var title = source.title || pair[0];
      list.appendChild(source.page ? element("a", title, { href: source.page, target: "_top" }) : element("bdi", title));
      if (pair[1]) { list.appendChild(element("bdi", (title ? " " : "") + pair[1])); }
    });
    return list;
  }

  function factsOf(one) {
    var list = element("dl");
    one.facts.forEach(function (fact) {
      list.appendChild(element("dt", fact[0]));
      list.appendChild(element("dd", fact[1]));
    });
    if (one.evidence.length) {
      list.appendChild(element("dt", words.evidence));
      list.appendChild(element("dd")).appendChild(evidenceOf(one));
    }
    return list;
  }

  function tieOf(edge) {
    var item = element("li");
    var told = edge.title + (edge.notes ? words.list_separator + edge.notes : "");
    item.appendChild(button(told, function () { map.select(edge.id); }, { class: "tie" }));
    if (edge.evidence.length) { item.appendChild(element("div", null, { class: "note" })).appendChild(evidenceOf(edge)); }
    return item;
  }

  function tiesOf(node, view) {
    var ties = (graph.touching.get(node.id) || []).filter(function (edge) { return view.links.has(edge.id); });
    var list = element("ul");
    ties.slice(0, CARD_TIES).forEach(function (edge) { list.appendChild(tieOf(edge)); });
    var all = [element("h3", ties.length + " " + words.details_links), list];
    if (ties.length > CARD_TIES) {
      all.push(button(filled(words.show_all, { n: ties.length }), function (event) {
        ties.slice(CARD_TIES).forEach(function (edge) { list.appendChild(tieOf(edge)); });
        event.target.remove();
      }));
    }
    return all;
  }

  function acts(node, now) {
    var row = element("div", null, { class: "row acts" });
    if (node.opens && data.opening) { row.appendChild(element("a", words.open, { href: map.opening(node.id), class: "button" })); }
    if (data.part) { row.appendChild(button(words.expand, function () { map.expand(node.id); }, now.expand.includes(node.id) ? { disabled: "" } : {})); }
    if (node.id !== data.focus) { row.appendChild(button(words.hide, function () { map.hide(node.id); })); }
    row.appendChild(button(words.path_from, function () { state.change({ path: [node.id] }); }));
    if (node.id !== data.focus) { row.appendChild(takeAway(node.id, now)); }
    return row;
  }

  function takeAway(key, now) {
    return button(now.without.includes(key) ? words.bring_back : words.take_away, function () { map.remove(key); });
  }

  function pathCard(view, now) {
    var steps = map.path(graph, view, now.path[0], now.path[1]);
    var names = { from: graph.byId.get(now.path[0]).name, to: graph.byId.get(now.path[1]).name };
    var list = element("ol");
    steps.forEach(function (step) { if (graph.byEdge.has(step)) { list.appendChild(tieOf(graph.byEdge.get(step))); } });
    var told = steps.length ? filled(words.path_found, { n: (steps.length - 1) / 2 }) : words.path_none;
    return [element("h3", filled(words.path_title, names)), element("p", told), list,
      button(words.path_end, function () { state.change({ path: [] }); })];
  }

  function card(view, now) {
    var body = byId("details-body"), node = graph.byId.get(now.select), edge = graph.byEdge.get(now.select), parts = [];
    if (now.path.length === 2 && now.path.every(function (id) { return graph.byId.has(id); })) { parts = pathCard(view, now); }
    if (node) {
      var title = element("p", null, { class: "name" });
      title.appendChild(nameOf(node));
      parts = parts.concat([title, element("p", node.kind, { class: "note" }), acts(node, now), factsOf(node)], tiesOf(node, view));
    } else if (edge) {
      var ends = element("p", null, { class: "note" });
      ends.appendChild(nameOf(graph.byId.get(edge.from)));
      ends.appendChild(document.createTextNode(" → "));
      ends.appendChild(nameOf(graph.byId.get(edge.to)));
      parts = parts.concat([element("p", edge.title, { class: "name" }), ends, takeAway(edge.key, now), factsOf(edge)]);
    }
    if (now.path.length === 1) { parts.unshift(element("p", words.path_choose, { class: "notice" })); }
    body.replaceChildren.apply(body, parts.length ? parts : [element("p", words.details_hint, { class: "note" })]);
    document.body.classList.toggle("chosen", Boolean(node || edge || now.path.length));
    byId("close").hidden = !(node || edge || now.path.length);
  }

  function whatIf(view, now) {
    var box = byId("what-if");
    box.hidden = !now.without.length;
    if (!now.without.length) { return; }
    var list = element("ul");
    now.without.forEach(function (key) {
      var one = graph.byId.get(key) || graph.edges.find(function (edge) { return edge.key === key; });
      var item = element("li", one ? one.name || one.title : key);
      item.appendChild(button(words.bring_back, function () { map.remove(key); }));
      list.appendChild(item);
    });
    var values = { before: view.reached ? view.reached.size - 1 : view.nodes.size, lost: view.lost.size };
    values.after = values.before - values.lost;
    var told = [element("h3", words.without), list, element("p", filled(view.reached ? words.what_if_reach : words.what_if_ties, values), { class: "told" })];
    var names = Array.from(view.lost).map(function (id) { return graph.byId.get(id).name; });
    if (names.length) { told.push(element("p", names.slice(0, 20).join(words.list_separator) + (names.length > 20 ? " …" : ""), { class: "note" })); }
    if (data.reach && now.without.length === 1) {
      var day = now.day === null ? data.day : now.day;
      var asked = data.reach + "&without=" + encodeURIComponent(now.without[0]) + "&as_of=" + (day || "any");
      told.push(element("a", words.what_if_answer, { href: asked, target: "_top" }));
    }
    box.replaceChildren.apply(box, told);
  }

  function hidden(now) {
    var box = byId("hidden-nodes");
    box.hidden = !now.hide.length;
    box.replaceChildren(element("span", filled(words.hidden_nodes, { n: now.hide.length }) + " "),
      button(words.show_hidden, function () { state.change({ hide: [] }); }));
  }

  // Filters: a box for each mark, in the legend and below it.
  function toggled(box) {
    var now = state.now(), mark = box.dataset.mark, usually = !data.off.includes(mark);
    function others(list) { return list.filter(function (one) { return one !== mark; }); }
    state.change({
      off: !box.checked && usually ? others(now.off).concat(mark) : others(now.off),
      on: box.checked && !usually ? others(now.on).concat(mark) : others(now.on)
    });
  }

  // Find in the map, whatever is shown: what is found but filtered out is told so.
  var hits = [], at = -1, last = "";
  function find(query) {
    var text = query.trim().toLowerCase();
    if (!text) { return; }
    if (text !== last) {
      last = text;
      at = -1;
      hits = graph.nodes.filter(function (node) {
        return node.name.toLowerCase().includes(text) || node.id.toLowerCase() === text;
      }).map(function (node) { return node.id; });
    }
    if (!hits.length) { foundNone(query.trim()); return; }
    at = (at + 1) % hits.length;
    var name = graph.byId.get(hits[at]).name;
    var told = filled(words.search_found, { n: at + 1, total: hits.length, name: name });
    say(map.view().nodes.has(hits[at]) ? told : told + " " + words.search_hidden, byId("found"));
    map.choose(hits[at]);
  }

  // What the map doesn't show may still be in the graph.
  function foundNone(text) {
    say(words.search_none, byId("found"));
    if (!data.search) { return; }
    var link = element("a", words.search_everywhere, { href: data.search + encodeURIComponent(text), target: "_top" });
    byId("found").append(" ", link);
  }

  function say(text, place) { (place || byId("said")).textContent = text; }

  function tell(view, now, how) {
    if (how === "start") { return; }
    var node = graph.byId.get(now.select), edge = graph.byEdge.get(now.select);
    var counts = filled(words.counts, { nodes: view.nodes.size, links: view.links.size });
    if (node) {
      var ties = (graph.touching.get(node.id) || []).filter(function (one) { return view.links.has(one.id); }).length;
      say(node.name + ", " + node.kind + ", " + ties + " " + words.details_links + ". " + counts);
    } else { say((edge ? edge.title + ". " : "") + counts); }
  }

  function base64url(bytes) {
    return btoa(Array.from(bytes, function (byte) { return String.fromCharCode(byte); }).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  // A bit for each id.
  function packed(ids, has) {
    var bytes = new Uint8Array(Math.ceil(ids.length / 8));
    ids.forEach(function (id, index) { if (has(id)) { bytes[index >> 3] |= 128 >> (index & 7); } });
    return base64url(bytes);
  }

  // The number of each node that stands where the server doesn't set it, and its place.
  function packedPlaces(ids) {
    var moved = [];
    ids.forEach(function (id, index) { if (!map.atHome(graph, id)) { moved.push(index); } });
    var bytes = new DataView(new ArrayBuffer(10 * moved.length));
    moved.forEach(function (index, at) {
      var node = graph.byId.get(ids[index]);
      bytes.setUint16(10 * at, index);
      bytes.setInt32(10 * at + 2, node.x);
      bytes.setInt32(10 * at + 6, node.y);
    });
    return base64url(new Uint8Array(bytes.buffer));
  }

  // A file holds what is seen: the address tells it once the link is followed.
  function withState(address) {
    var view = map.view(), now = state.now(), given = new URL(address, window.location.href);
    var order = map.inOrder(graph, now.expand), ids = order[0].concat(order[1]), places = packedPlaces(order[0]);
    given.searchParams.set("shown", packed(ids, function (id) { return view.nodes.has(id) || view.links.has(id); }));
    if (view.lost.size) { given.searchParams.set("lost", packed(ids, function (id) { return view.lost.has(id); })); }
    if (now.expand.length) { given.searchParams.set("expand", now.expand.filter(function (id) { return graph.parts.has(id); }).join(",")); }
    if (places) { given.searchParams.set("places", places); }
    if ((data.timed || data.step) && now.day !== null) { given.searchParams.set("as_of", now.day || "any"); }
    return given.href;
  }

  function downloads() {
    var text = state.text();
    document.querySelectorAll("a[data-with-hash]").forEach(function (link) { link.hash = text; });
    var embed = byId("embed");
    if (embed) {
      var address = new URL(embed.dataset.address, window.location.href).href + (text ? "#" + text : "");
      embed.value = "<iframe src=\"" + address.replaceAll("&", "&amp;").replaceAll("\"", "&quot;") + "\" width=\"100%\" height=\"600\" loading=\"lazy\"></iframe>";
    }
  }

  function show(view, now, how) {
    card(view, now);
    whatIf(view, now);
    hidden(now);
    document.querySelectorAll("input[data-mark]").forEach(function (box) { box.checked = !view.off.has(box.dataset.mark); });
    byId("outline").value = now.outline === null ? data.outline : now.outline;
    byId("undo").disabled = !state.canUndo();
    byId("redo").disabled = !state.canRedo();
    byId("shown").textContent = view.nodes.size ? filled(words.counts, { nodes: view.nodes.size, links: view.links.size }) : words.none_shown;
    tell(view, now, how);
    downloads();
  }

  function start() {
    document.addEventListener("change", function (event) { if (event.target.dataset.mark) { toggled(event.target); } });
    document.querySelectorAll("a[data-with-state]").forEach(function (link) {
      link.addEventListener("click", function () { link.href = withState(link.dataset.withState); });
    });
    byId("search").addEventListener("submit", function (event) {
      event.preventDefault();
      find(byId("query").value);
    });
    var clicks = {
      fit: map.fit, undo: state.undo, redo: state.redo, reset: state.reset, close: function () { state.change({ select: null, path: [] }); byId("map").focus(); },
      "zoom-in": function () { map.zoom(1.3); }, "zoom-out": function () { map.zoom(1 / 1.3); },
      full: function () { if (document.fullscreenElement) { document.exitFullscreen(); } else { byId("view").requestFullscreen(); } }
    };
    Object.keys(clicks).forEach(function (id) { byId(id).addEventListener("click", clicks[id]); });
    byId("outline").addEventListener("change", function () { state.change({ outline: byId("outline").value }); });
    document.addEventListener("click", function (event) {
      var link = event.target.closest("a[data-node]");
      if (!link) { return; }
      // "#map" would take the place of what stands behind # already.
      event.preventDefault();
      byId("map").scrollIntoView({ block: "nearest" });
      map.choose(link.dataset.node);
    });
    map.onShow(show);
    map.say = say;
    map.openCard = function () { byId("details").focus(); };
  }

  if (document.documentElement.dataset.map || !document.documentElement.dataset.error) { start(); }
  // A page that stands in another one's text has no address of its own: "#tables" would lead to the other one's.
  if (window.location.protocol === "about:") {
    document.addEventListener("click", function (event) {
      var link = event.target.closest("a[href^='#']");
      if (!link || link.dataset.node) { return; }
      event.preventDefault();
      document.querySelector(link.hash).scrollIntoView();
    });
  }
})();
