// The tables below the map, in step with what is shown: the first rows at once, the rest when they are asked for.
(function () {
  "use strict";
  var map = window.HuoshuiMap, data = map.data, graph = map.graph, words = data.words;
  var byId = map.byId, element = map.element, button = map.button, filled = map.filled;
  var FIRST_ROWS = 50, MORE_ROWS = 500;
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
    if (!edge.evidence.length) { return ""; }
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

  var waiting = null;
  startSorting("nodes");
  startSorting("links");
  map.onShow(function (view, now, how) {
    // They are below what is looked at: they follow when the map stands.
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () {
      ["nodes", "links"].forEach(function (name) { showTable(name, map.view()); });
      document.documentElement.dataset.tables = now.day || "any";
    }, how === "play" ? 400 : 30);
  });
})();
