// What vis-network doesn't draw: labels that never overlap one another, and outlines behind the nodes.
(function () {
  "use strict";
  var SIZE = 12, LINE = 14, GAP = 3, CELL = 64;
  // More labels than this find no room on any screen.
  var MOST = 300;
  var HUES = ["#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#d55e00"];
  var measured = new Map();

  function width(context, text) {
    var key = context.font + text;
    if (!measured.has(key)) { measured.set(key, context.measureText(text).width); }
    return measured.get(key);
  }

  function Boxes() { this.cells = new Map(); }
  Boxes.prototype.each = function (box, visit) {
    for (var x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x++) {
      for (var y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y++) {
        if (visit(x + ":" + y)) { return true; }
      }
    }
    return false;
  };
  Boxes.prototype.add = function (box) {
    var cells = this.cells;
    this.each(box, function (key) {
      if (!cells.has(key)) { cells.set(key, []); }
      cells.get(key).push(box);
    });
  };
  Boxes.prototype.hits = function (box, own) {
    var cells = this.cells;
    return this.each(box, function (key) {
      return (cells.get(key) || []).some(function (other) {
        return other.own !== own && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3];
      });
    });
  };

  function boxAt(x, y, w, h, own) {
    var box = [x, y, x + w, y + h];
    box.own = own;
    return box;
  }

  // Below, above, right and left of a node: the first place where no other label is; where it is seen whole and on no
  // other node, if that can be.
  function placeOf(node, w, h, labels, marks, size) {
    var r = node.radius + GAP;
    // At an edge of the map a label below or above slides in from it; a cut one says less than none.
    var outside = node.x < 0 || node.x > size.width;
    var middle = outside ? node.x - w / 2 : Math.max(0, Math.min(node.x - w / 2, size.width - w));
    var places = [[middle, node.y + r], [middle, node.y - r - h], [node.x + r, node.y - h / 2], [node.x - r - w, node.y - h / 2]];
    var second = null;
    for (var i = 0; i < places.length; i++) {
      var box = boxAt(places[i][0], places[i][1], w, h, node.id);
      if (labels.hits(box, null) || (!outside && (box[0] < 0 || box[2] > Math.max(size.width, w)))) { continue; }
      if (box[0] >= 0 && box[1] >= 0 && box[2] <= size.width && box[3] <= size.height && !marks.hits(box, node.id)) { return box; }
      second = second || box;
    }
    return second;
  }

  function write(context, lines, box, look) {
    context.globalAlpha = look.alpha;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.strokeStyle = look.paper;
    context.lineWidth = 3;
    context.fillStyle = look.ink;
    lines.forEach(function (line, index) {
      var x = (box[0] + box[2]) / 2, y = box[1] + LINE * (index + 0.5);
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
    context.globalAlpha = 1;
  }

  // Draws labels, those of most weight first. `nodes` have x, y and radius on screen, label, weight, strong and dim.
  function drawLabels(context, nodes, edges, size, look) {
    var labels = new Boxes(), marks = new Boxes(), drawn = [];
    nodes.forEach(function (node) {
      marks.add(boxAt(node.x - node.radius, node.y - node.radius, 2 * node.radius, 2 * node.radius, node.id));
    });
    function put(node, lines, font) {
      context.font = font;
      var w = Math.max.apply(null, lines.map(function (line) { return width(context, line); })) + 2;
      var box = placeOf(node, w, LINE * lines.length, labels, marks, size);
      if (!box || box[2] < 0 || box[3] < 0 || box[0] > size.width || box[1] > size.height) { return false; }
      // Fewer lines that are seen say more than one that the edge cuts.
      if (lines.length > 1 && node.y >= 0 && node.y <= size.height && (box[1] < 0 || box[3] > size.height)) {
        return put(node, lines.slice(0, -2).concat(lines[lines.length - 2] + "…"), font);
      }
      labels.add(box);
      write(context, lines, box, { paper: look.paper, ink: look.ink, alpha: node.dim ? 0.35 : 1 });
      drawn.push({ id: node.id, text: inOneLine(lines), box: Array.from(box) });
      return true;
    }
    nodes.slice().sort(function (a, b) { return b.weight - a.weight || (a.id < b.id ? -1 : 1); }).slice(0, MOST).forEach(function (node) {
      var font = (node.strong ? "600 " + (SIZE + 1) : SIZE) + "px " + look.face;
      var lines = node.label.split("\n");
      if (!put(node, lines, font) && node.weight > 0) {
        var whole = Array.from(inOneLine(lines));
        put(node, [whole.length > 7 ? whole.slice(0, 6).join("") + "…" : whole.join("")], font);
      }
    });
    edges.forEach(function (edge) { put(edge, [edge.label], "11px " + look.face); });
    return drawn;
  }

  // A name as it was before it was set in lines, which end at the spaces that a name in Chinese has none of.
  function inOneLine(lines) {
    return lines.reduce(function (name, line) {
      return name + (/[!-\u02af]$/.test(name) && /^[!-\u02af]/.test(line) ? " " : "") + line;
    });
  }

  // The corners of the smallest convex shape around points, by Andrew's monotone chain.
  function hull(points) {
    var sorted = points.slice().sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    function half(list) {
      var kept = [];
      list.forEach(function (p) {
        while (kept.length > 1) {
          var a = kept[kept.length - 2], b = kept[kept.length - 1];
          if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) { break; }
          kept.pop();
        }
        kept.push(p);
      });
      return kept.slice(0, -1);
    }
    return half(sorted).concat(half(sorted.reverse()));
  }

  function cornersAround(nodes) {
    var points = [];
    nodes.forEach(function (node) {
      var pad = node.size + 16;
      for (var turn = 0; turn < 12; turn++) {
        points.push([node.x + pad * Math.cos(turn * Math.PI / 6), node.y + pad * Math.sin(turn * Math.PI / 6)]);
      }
    });
    return hull(points);
  }

  // Draws outlines in canvas units. `outlines` have corners and a number that gives their hue.
  function drawOutlines(context, outlines) {
    outlines.forEach(function (outline) {
      context.beginPath();
      outline.corners.forEach(function (corner, index) { context[index ? "lineTo" : "moveTo"](corner[0], corner[1]); });
      context.closePath();
      context.fillStyle = HUES[outline.number % HUES.length];
      context.strokeStyle = context.fillStyle;
      context.lineWidth = 1.5;
      context.globalAlpha = 0.09;
      context.fill();
      context.globalAlpha = 0.4;
      context.stroke();
      context.globalAlpha = 1;
    });
  }

  Object.assign(window.HuoshuiMap, { drawLabels: drawLabels, drawOutlines: drawOutlines, cornersAround: cornersAround });
})();
