// Beside and below the map: the card of what is chosen, filters, the days, and the tables, in step with what is shown.
(function () {
  "use strict";
  var map = window.HuoshuiMap, state = map.state, data = map.data, graph = map.graph, words = data.words;
  var FIRST_ROWS = 50, MORE_ROWS = 500, CARD_TIES = 30;

  function byId(id) { return document.getElementById(id); }

  function element(tag, text, attributes) {
    var made = document.createElement(tag);
    if (text !== undefined && text !== null) { made.textContent = text; }
    Object.keys(attributes || {}).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    return made;
  }

  function filled(word, values) {
    return word.replace(/\{(\w+)\}/g, function (_, key) { return values[key]; });
  }

  function button(text, act, attributes) {
    var made = element("button", text, Object.assign({ type: "button" }, attributes));
    made.addEventListener("click", act);
    return made;
  }

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
    if (node.opens && data.opening) { row.appendChild(element("a", words.open, { href: data.opening + encodeURIComponent(node.id), class: "button" })); }
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
      told.push(element("p")).valueOf();
      var day = now.day === null ? data.day : now.day;
      told[told.length - 1].appendChild(element("a", words.what_if_answer, {
        href: data.reach + "&without=" + encodeURIComponent(now.without[0]) + "&as_of=" + (day || "any"), target: "_top"
      }));
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

  // Days.
  var days = data.timed ? map.days(graph) : [], playing = null;
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

  function pause() { window.clearInterval(playing); playing = null; byId("play").setAttribute("aria-pressed", "false"); byId("play").textContent = words.play; }

  function play() {
    if (playing) { pause(); return; }
    var at = Number(byId("day").value);
    if (!dayAt(state.now()) || at >= days.length - 1) { at = -1; }
    byId("play").setAttribute("aria-pressed", "true");
    byId("play").textContent = words.pause;
    function tick() {
      at += 1;
      state.change({ day: days[at] }, "play");
      if (at >= days.length - 1) { pause(); }
    }
    tick();
    playing = window.setInterval(tick, 900);
  }

  function startDays() {
    byId("time").hidden = days.length < 2;
    if (days.length < 2) { days = []; return; }
    byId("day").max = days.length - 1;
    byId("day").addEventListener("input", function () { state.change({ day: days[byId("day").value] }, "play"); });
    byId("any-day").addEventListener("change", function () { state.change({ day: byId("any-day").checked ? "" : days[days.length - 1] }); });
    byId("play").addEventListener("click", play);
  }

  // Tables: the first rows at once, the rest when asked for.
  var TABLES = {
    nodes: {
      rows: function (view) { return graph.nodes.filter(function (node) { return view.nodes.has(node.id); }); },
      keys: [function (n) { return n.name; }, function (n) { return n.kind; }, function (n) { return n.students || 0; }, function (n) { return n.degree; }, function (n) { return n.id; }],
      cells: function (node) { return [toMap(node), node.kind, node.students ? node.students.toLocaleString("en") : "", String(node.degree), node.id]; }
    },
    links: {
      rows: function (view) { return graph.edges.filter(function (edge) { return view.links.has(edge.id); }); },
      keys: [function (e) { return graph.byId.get(e.from).name; }, function (e) { return e.kind; }, function (e) { return graph.byId.get(e.to).name; },
        function (e) { return e.since; }, function (e) { return e.until; }, function (e) { return e.notes; }, function (e) { return e.evidence.join(); }],
      cells: function (edge) {
        return [toMap(graph.byId.get(edge.from)), edge.kind, toMap(graph.byId.get(edge.to)), edge.since, edge.until, edge.notes, evidenceShort(edge)];
      }
    }
  };

  function toMap(node) {
    var link = element("a", null, { href: "#map", "data-node": node.id });
    link.appendChild(element("bdi", node.name));
    return link;
  }

  function evidenceShort(edge) {
    var cell = element("span");
    edge.evidence.forEach(function (pair, index) {
      var source = data.sources[pair[0]] || {}, text = (index ? words.list_separator : "") + pair.filter(Boolean).join(" ");
      cell.appendChild(source.page ? element("a", text, { href: source.page, target: "_top", title: source.title || "" }) : element("bdi", text));
    });
    return cell;
  }

  function sorted(rows, sort, keys) {
    if (!sort) { return rows; }
    var key = keys[sort.column], by = new Intl.Collator("zh", { numeric: true }).compare;
    return rows.slice().sort(function (a, b) {
      var x = key(a), y = key(b);
      return sort.turn * (typeof x === "number" ? x - y : by(x, y));
    });
  }

  function rowOf(cells, table) {
    var row = element("tr");
    cells.forEach(function (cell, index) {
      var made = element(index ? "td" : "th", null, index ? {} : { scope: "row" });
      if (table.tHead.rows[0].cells[index].classList.contains("number")) { made.className = "number"; }
      if (typeof cell === "string") { made.appendChild(element("bdi", cell)); } else { made.appendChild(cell); }
      row.appendChild(made);
    });
    return row;
  }

  function showTable(name, view) {
    var kind = TABLES[name], table = byId(name), body = table.tBodies[0];
    var rows = sorted(kind.rows(view), kind.sort, kind.keys), drawn = 0, more = byId(name + "-more");
    function draw(count) {
      var part = document.createDocumentFragment();
      rows.slice(drawn, drawn + count).forEach(function (one) {
        var row = rowOf(kind.cells(one), table);
        if (one.id === data.focus) { row.className = "focus"; }
        part.appendChild(row);
      });
      drawn = Math.min(rows.length, drawn + count);
      body.appendChild(part);
      more.hidden = drawn >= rows.length;
      more.textContent = filled(words.more_rows, { shown: drawn, total: rows.length });
    }
    body.replaceChildren();
    if (!rows.length) { body.appendChild(element("tr")).appendChild(element("td", words.none, { colspan: table.tHead.rows[0].cells.length })); }
    draw(FIRST_ROWS);
    more.onclick = function () { draw(MORE_ROWS); };
    byId(name + "-count").textContent = rows.length.toLocaleString("en");
  }

  function startSorting(name) {
    Array.from(byId(name).tHead.rows[0].cells).forEach(function (head, column) {
      var text = head.textContent;
      head.replaceChildren(button(text, function () {
        var before = TABLES[name].sort, turn = before && before.column === column ? -before.turn : 1;
        TABLES[name].sort = { column: column, turn: turn };
        Array.from(head.parentNode.cells).forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", turn > 0 ? "ascending" : "descending");
        showTable(name, map.view());
      }, { class: "sort" }));
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

  // A bit for each node and then each link that the server knows of, as base64url.
  function packed(has) {
    var ids = data.nodes.slice(0, graph.own.nodes).concat(data.edges.slice(0, graph.own.edges)).map(function (one) { return one.id; });
    var bytes = new Uint8Array(Math.ceil(ids.length / 8));
    ids.forEach(function (id, index) { if (has(id)) { bytes[index >> 3] |= 128 >> (index & 7); } });
    return btoa(String.fromCharCode.apply(null, bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  // A file holds what is seen: the address tells it once the link is followed.
  function withState(address) {
    var view = map.view(), now = state.now(), given = new URL(address, window.location.href);
    given.searchParams.set("shown", packed(function (id) { return view.nodes.has(id) || view.links.has(id); }));
    if (view.lost.size) { given.searchParams.set("lost", packed(function (id) { return view.lost.has(id); })); }
    if (data.timed && now.day !== null) { given.searchParams.set("as_of", now.day || "any"); }
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

  var waiting = null;
  function show(view, now, how) {
    card(view, now);
    whatIf(view, now);
    hidden(now);
    showDay(now);
    document.querySelectorAll("input[data-mark]").forEach(function (box) { box.checked = !view.off.has(box.dataset.mark); });
    byId("outline").value = now.outline === null ? data.outline : now.outline;
    byId("undo").disabled = !state.canUndo();
    byId("redo").disabled = !state.canRedo();
    byId("shown").textContent = filled(words.counts, { nodes: view.nodes.size, links: view.links.size });
    tell(view, now, how);
    downloads();
    // Tables are below what is looked at: they follow when the map stands.
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () { ["nodes", "links"].forEach(function (name) { showTable(name, map.view()); }); document.documentElement.dataset.tables = now.day || "any"; }, how === "play" ? 400 : 30);
  }

  function start() {
    document.querySelectorAll("input[data-mark]").forEach(function (box) { box.addEventListener("change", function () { toggled(box); }); });
    document.querySelectorAll("a[data-with-state]").forEach(function (link) {
      link.addEventListener("click", function () { link.href = withState(link.dataset.withState); });
    });
    startDays();
    startSorting("nodes");
    startSorting("links");
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
