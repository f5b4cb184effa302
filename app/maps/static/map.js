// Draws the page's map and lets a reader find a node in it. The tables hold the same content and need none of this.
(function () {
  "use strict";
  var root = document.documentElement;
  var stage = document.getElementById("map");
  var data = JSON.parse(document.getElementById("map-data").textContent);
  var words = data.words;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var printing = window.matchMedia("print");
  var still = window.matchMedia("(prefers-reduced-motion: reduce)");
  var names = new Map(data.nodes.map(function (node) { return [node.id, node.title.split("\n")[0]]; }));
  var network;

  function colours() {
    var night = dark.matches && !printing.matches;
    return { nodes: { font: { color: night ? "#e8edf2" : "#16202b", strokeColor: night ? "#14181d" : "#ffffff" } } };
  }

  function motion() { return still.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" }; }

  function element(tag, text) {
    var made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  // The node in words: its tooltip, then a line for each link that it has.
  function tell(id) {
    var node = data.nodes.find(function (one) { return one.id === id; });
    var ties = data.edges.filter(function (edge) { return edge.from === id || edge.to === id; });
    var list = document.createElement("ul");
    ties.forEach(function (edge) { list.appendChild(element("li", edge.title)); });
    document.getElementById("details").hidden = false;
    document.getElementById("details-body").replaceChildren(
      element("p", node.title), element("p", ties.length + " " + words.details_links), list);
  }

  // One node alone would fill the screen.
  function whole(animation) {
    network.fit({ animation: animation, maxZoomLevel: 1.4 });
    if (!animation) { network.redraw(); }
  }

  function show(id) {
    network.selectNodes([id]);
    network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: motion() });
    tell(id);
  }

  var hits = [], at = -1, last = "";
  function find(query) {
    var text = query.trim().toLowerCase();
    if (!text) { return; }
    if (text !== last) {
      last = text;
      at = -1;
      hits = data.nodes.filter(function (node) {
        return names.get(node.id).toLowerCase().includes(text) || node.id.toLowerCase() === text;
      }).map(function (node) { return node.id; });
    }
    var said = document.getElementById("found");
    if (!hits.length) { said.textContent = words.search_none; return; }
    at = (at + 1) % hits.length;
    var values = { n: at + 1, total: hits.length, name: names.get(hits[at]) };
    said.textContent = words.search_found.replace(/\{(n|total|name)\}/g, function (_, key) { return values[key]; });
    show(hits[at]);
  }

  function start() {
    network = new vis.Network(stage, { nodes: new vis.DataSet(data.nodes), edges: new vis.DataSet(data.edges) },
      Object.assign({}, data.options, { nodes: Object.assign({}, data.options.nodes, {
        font: Object.assign({}, data.options.nodes.font, colours().nodes.font) }) }));
    // How much room names take is known only once they are drawn; before that, the outer ones would be cut off.
    network.once("afterDrawing", function () {
      whole(false);
      root.dataset.map = "drawn";
    });
    // vis looks at its size only now and then, and scales by height alone.
    new ResizeObserver(function () {
      network.setSize("100%", "100%");
      if (!network.getSelectedNodes().length) { whole(false); }
    }).observe(stage);
    network.on("selectNode", function (event) { tell(event.nodes[0]); });
    document.getElementById("search").hidden = false;
    document.getElementById("details").hidden = false;
    document.getElementById("search").addEventListener("submit", function (event) {
      event.preventDefault();
      find(document.getElementById("query").value);
    });
    document.getElementById("fit").addEventListener("click", function () {
      network.unselectAll();
      whole(motion());
    });
    document.addEventListener("click", function (event) {
      var link = event.target.closest("a[data-node]");
      if (!link) { return; }
      document.getElementById("found").textContent = names.get(link.dataset.node);
      show(link.dataset.node);
    });
    [dark, printing].forEach(function (query) {
      query.addEventListener("change", function () { network.setOptions(colours()); });
    });
  }

  // A page that stands in another one's text has no address of its own: "#map" would lead to the other one's.
  if (window.location.protocol === "about:") {
    document.addEventListener("click", function (event) {
      var link = event.target.closest("a[href^='#']");
      if (!link) { return; }
      event.preventDefault();
      document.querySelector(link.hash).scrollIntoView();
    });
  }
  window.addEventListener("error", function (event) { root.dataset.error = event.message; });
  document.addEventListener("securitypolicyviolation", function (event) {
    root.dataset.error = event.violatedDirective + " " + event.blockedURI;
  });
  try {
    start();
  } catch (error) {
    root.dataset.error = String(error);
    stage.className = "over";
    stage.replaceChildren(element("p", words.failed));
  }
})();
