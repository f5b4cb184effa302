// Charts to take away: as they are seen, with what they are of below them.
(function () {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg", EDGE = 20, LINE = 19;
  var pen = document.createElement("canvas").getContext("2d");

  function token(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

  // Text in lines of a width, broken between words, and anywhere between Chinese characters.
  function lines(text, width, font) {
    var found = [""];
    pen.font = font;
    (text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+|\s+/g) || []).forEach(function (word) {
      var last = found[found.length - 1];
      if (last && pen.measureText(last + word).width > width) { found.push(word.trim()); } else { found[found.length - 1] = last + word; }
    });
    return found;
  }

  function textAt(y, line, size, weight, ink) {
    var text = document.createElementNS(SVG, "text");
    text.textContent = line;
    Object.entries({ x: EDGE, y: y, fill: ink, "font-size": size, "font-weight": weight, "font-family": getComputedStyle(document.body).fontFamily })
      .forEach(function (pair) { text.setAttribute(pair[0], pair[1]); });
    return text;
  }

  // The chart's own SVG between its title and what it rests on.
  function framed(chart, drawn, width, height) {
    var told = chart.box.querySelector("[data-told]").dataset, whole = document.createElementNS(SVG, "svg"), y = EDGE;
    function write(text, size, weight, ink) {
      lines(text, width - 2 * EDGE, weight + " " + size + "px " + getComputedStyle(document.body).fontFamily).forEach(function (line) {
        whole.appendChild(textAt(y + size, line, size, weight, ink));
        y += LINE * size / 13;
      });
    }
    var paper = whole.appendChild(document.createElementNS(SVG, "rect"));
    write(told.title, 18, 600, token("--ink"));
    write(chart.box.querySelector("figcaption").textContent, 13, 400, token("--soft"));
    var inner = new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement;
    inner.setAttribute("y", y);
    whole.appendChild(document.importNode(inner, true));
    y += height;
    write(told.told, 12, 400, token("--soft"));
    write("Huoshui 活水 · " + window.location.href, 12, 400, token("--soft"));
    y += EDGE;
    Object.entries({ width: width, height: y, viewBox: "0 0 " + width + " " + y }).forEach(function (pair) { whole.setAttribute(pair[0], pair[1]); });
    Object.entries({ width: width, height: y, fill: token("--paper") }).forEach(function (pair) { paper.setAttribute(pair[0], pair[1]); });
    return { text: new XMLSerializer().serializeToString(whole), width: width, height: y };
  }

  function svgOf(chart) {
    var area = chart.area, width = Math.max(area.clientWidth, 360), height = area.clientHeight;
    var data = area.data.map(function (trace) {
      if (!chart.names.length || !trace.mode || !trace.mode.includes("text")) { return trace; }
      return Object.assign({}, trace, {
        text: trace.text.map(function (name, index) { return chart.names[index] ? name : ""; }),
        textposition: chart.names.map(function (place) { return place || "top center"; })
      });
    });
    var asked = { format: "svg", width: width, height: height };
    return window.Plotly.toImage({ data: data, layout: Object.assign({}, area.layout, { width: width, height: height }) }, asked).then(function (url) {
      return framed(chart, decodeURIComponent(url.slice(url.indexOf(",") + 1)), width, height);
    });
  }

  function pngOf(picture) {
    return new Promise(function (done, refused) {
      var image = new Image(), canvas = document.createElement("canvas");
      image.onload = function () {
        canvas.width = 2 * picture.width;
        canvas.height = 2 * picture.height;
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(done, "image/png");
      };
      image.onerror = refused;
      image.src = "data:image/svg+xml," + encodeURIComponent(picture.text);
    });
  }

  function save(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  document.addEventListener("click", function (event) {
    var asked = event.target.closest("[data-picture]");
    if (!asked) { return; }
    var chart = window.HuoshuiCharts.charts.find(function (one) { return one.box.contains(asked); }), format = asked.dataset.picture;
    svgOf(chart).then(function (picture) {
      return format === "png" ? pngOf(picture) : new Blob([picture.text], { type: "image/svg+xml" });
    }).then(function (blob) { save(blob, "huoshui-" + chart.box.id + "." + format); });
  });
})();
