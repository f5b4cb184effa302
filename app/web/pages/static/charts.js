// Draws the page's charts in the page's colours. The table holds the same figures and needs none of this.
(function () {
  "use strict";
  var root = document.documentElement;
  var source = document.currentScript.dataset.plotly;
  var charts = Array.prototype.map.call(document.querySelectorAll("figure.chart"), function (box) {
    var data = box.querySelector(".chart-data").textContent;
    return { box: box, area: box.querySelector(".chart-area"), figure: JSON.parse(data) };
  });
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var printing = window.matchMedia("print");

  function colours() {
    var style = getComputedStyle(root);
    function token(name) { return style.getPropertyValue(name).trim(); }
    return {
      "font.color": token("--ink"), "font.family": getComputedStyle(document.body).fontFamily, "font.size": 13,
      "xaxis.gridcolor": token("--rule"), "yaxis.gridcolor": token("--rule"),
      "xaxis.linecolor": token("--edge"), "yaxis.linecolor": token("--edge"),
      "hoverlabel.bgcolor": token("--panel"), "hoverlabel.font.color": token("--ink"),
      "hoverlabel.bordercolor": token("--edge")
    };
  }

  // On paper, where nothing scrolls, a chart is made as small as a sheet of A4 is wide, whatever the page is on yet.
  var SHEET = 680, onPaper = printing.matches;
  function fit(chart) {
    chart.area.style.zoom = 1;
    var room = Math.min(chart.box.clientWidth, SHEET), drawn = chart.area.querySelector(".main-svg");
    var wide = Math.max(chart.area.scrollWidth, drawn ? Number(drawn.getAttribute("width")) : 0);
    if (onPaper && wide > room) { chart.area.style.zoom = room / wide; }
  }

  // What plotly calls these places.
  var PLACES = ["top center", "bottom center", "middle right", "middle left"];

  function meet(one, other) {
    return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  }

  // Names of points stand above, below or beside them, where nothing else is, those that come first before the others;
  // none is cut at the edge, and one without room is hidden.
  function setApart(chart) {
    chart.names = [];
    var area = chart.area.getBoundingClientRect(), taken = [];
    var marks = Array.from(chart.area.querySelectorAll(".points .point"), function (mark) { return mark.getBoundingClientRect(); });
    chart.area.querySelectorAll(".textpoint text").forEach(function (name, index) {
      name.style.translate = "";
      var box = name.getBoundingClientRect(), mark = marks[index];
      var aside = (mark.width + box.width) / 2 + 2, level = (mark.top + mark.bottom - box.top - box.bottom) / 2;
      var places = [[0, 0], [0, 2 * level], [aside, level], [-aside, level]].map(function (by) {
        var across = by[0] + Math.max(area.left - box.left - by[0], 0) + Math.min(area.right - box.right - by[0], 0);
        return { left: box.left + across, right: box.right + across, top: box.top + by[1], bottom: box.bottom + by[1], across: across, down: by[1], aside: by[0] };
      });
      var place = places.find(function (one) {
        return !taken.some(function (other) { return meet(one, other); }) &&
          !marks.some(function (mark, of) { return (of !== index || one.aside) && meet(one, mark); });
      });
      name.style.visibility = place ? "" : "hidden";
      chart.names[index] = place ? PLACES[places.indexOf(place)] : "";
      if (!place) { return; }
      name.style.translate = place.across + "px " + place.down + "px";
      taken.push(place);
    });
  }

  // Plotly changes dotted paths in a chart that is there, and takes nested ones when it draws it.
  function nested(figure, paths) {
    Object.keys(paths).forEach(function (path) {
      var place = figure.layout, names = path.split("."), last = names.pop();
      names.forEach(function (name) { place = place[name] = place[name] || {}; });
      place[last] = paths[path];
    });
  }

  window.addEventListener("error", function (event) { root.dataset.error = event.message; });
  document.addEventListener("securitypolicyviolation", function (event) {
    root.dataset.error = event.violatedDirective + " " + event.blockedURI;
  });
  charts.forEach(function (chart) {
    chart.area.style.minWidth = ((chart.figure.layout.meta || {}).least_width || 0) + "px";
  });

  // One at a time, so that a reader's key or click never waits for more than one.
  function draw(chart) {
    var figure = chart.figure;
    nested(figure, colours());
    return Plotly.newPlot(chart.area, figure.data, figure.layout, { displayModeBar: false, responsive: true })
      .then(function () {
        fit(chart);
        setApart(chart);
        chart.area.on("plotly_afterplot", function () { setApart(chart); });
        chart.box.querySelectorAll("[data-picture]").forEach(function (button) { button.disabled = false; });
        chart.drawn = true;
        chart.box.dataset.drawn = "";
        root.dataset.chart = "drawn";
        return new Promise(function (done) { setTimeout(done); });
      });
  }

  function failed(error) {
    root.dataset.error = String(error);
    charts.forEach(function (chart) { chart.box.hidden = true; });
  }

  function again() {
    charts.filter(function (chart) { return chart.drawn; }).forEach(function (chart) {
      fit(chart);
      Plotly.relayout(chart.area, colours());
    });
  }

  dark.addEventListener("change", again);
  printing.addEventListener("change", function () { onPaper = printing.matches; again(); });
  window.addEventListener("beforeprint", function () {
    onPaper = true;
    charts.filter(function (chart) { return chart.drawn; }).forEach(fit);
  });
  window.addEventListener("afterprint", function () {
    onPaper = false;
    charts.filter(function (chart) { return chart.drawn; }).forEach(fit);
  });

  // Plotly is large: it is fetched when the first chart is about to be seen.
  var plotly = null;
  function fetched() {
    return plotly = plotly || new Promise(function (done, refused) {
      var script = document.createElement("script");
      script.src = source;
      script.onload = done;
      script.onerror = refused;
      document.head.appendChild(script);
    });
  }

  var last = Promise.resolve();
  var near = new IntersectionObserver(function (seen) {
    seen.filter(function (one) { return one.isIntersecting; }).forEach(function (one) {
      near.unobserve(one.target);
      var chart = charts.find(function (chart) { return chart.box === one.target; });
      last = last.then(fetched).then(function () { return draw(chart); }).catch(failed);
    });
  }, { rootMargin: "400px 0px" });
  charts.forEach(function (chart) { near.observe(chart.box); });
  window.HuoshuiCharts = { charts: charts };
})();
