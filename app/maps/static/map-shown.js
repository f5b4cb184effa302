// What of the map is shown: what holds on the day, is within reach of the focus, and is neither filtered out nor hidden.
(function () {
  "use strict";
  var PART_OF = "type:PART_OF", LOCATED_IN = "type:LOCATED_IN", CAMPUS_OF = "type:CAMPUS_OF";

  function dayNumber(day) { return day ? Number(day.replaceAll("-", "")) : 0; }

  function type(edge) { return edge.marks[0]; }

  function both(graph, id, edges, follows, visit) {
    (graph.touching.get(id) || []).forEach(function (edge) {
      if (edges.has(edge.id) && follows(edge)) { visit(edge.from === id ? edge.to : edge.from); }
    });
  }

  // Ids within some hops of what is given, these included.
  function spread(graph, starts, hops, edges, follows, gone) {
    var found = new Set(starts), frontier = starts;
    for (var hop = 0; hop < hops && frontier.length; hop++) {
      var next = [];
      frontier.forEach(function (id) {
        both(graph, id, edges, follows, function (other) {
          if (!found.has(other) && !gone.has(other)) { found.add(other); next.push(other); }
        });
      });
      frontier = next;
    }
    return found;
  }

  // Around a region, what has ties in the regions below it is one hop away, with the regions between.
  function below(graph, focus, edges, gone) {
    var regions = [], above = new Map(), queue = [focus];
    while (queue.length) {
      var here = queue.pop();
      (graph.touching.get(here) || []).forEach(function (edge) {
        if (type(edge) === PART_OF && edge.to === here && !above.has(edge.from)) {
          above.set(edge.from, here);
          regions.push(edge.from);
          queue.push(edge.from);
        }
      });
    }
    function tied(id) {
      return !gone.has(id) && (graph.touching.get(id) || []).some(function (edge) {
        return edges.has(edge.id) && type(edge) !== PART_OF && type(edge) !== LOCATED_IN;
      });
    }
    var found = new Set();
    function keep(region) {
      for (; region && region !== focus; region = above.get(region)) { found.add(region); }
    }
    regions.forEach(function (region) {
      if (tied(region)) { keep(region); }
      (graph.touching.get(region) || []).forEach(function (edge) {
        if (type(edge) === LOCATED_IN && edge.to === region && tied(edge.from)) { found.add(edge.from); keep(region); }
      });
    });
    return Array.from(found);
  }

  function within(graph, state, edges, gone) {
    var focus = graph.data.focus, hops = graph.data.hops;
    if (!focus || !hops || !graph.byId.has(focus)) { return null; }
    if (gone.has(focus)) { return new Set(); }
    var found = spread(graph, [focus], hops, edges, function (edge) { return graph.follows.has(type(edge)); }, gone);
    if (graph.data.around_region) {
      spread(graph, below(graph, focus, edges, gone), hops - 1, edges, function (edge) {
        return graph.follows.has(type(edge)) && type(edge) !== LOCATED_IN;
      }, gone).forEach(function (id) { found.add(id); });
    }
    state.expand.forEach(function (id) {
      if (found.has(id)) {
        both(graph, id, edges, function () { return true; }, function (other) { if (!gone.has(other)) { found.add(other); } });
      }
    });
    return found;
  }

  // A school leaves with its campuses of the day.
  function leaving(graph, without, edges) {
    var gone = new Set(without);
    without.forEach(function (id) {
      (graph.touching.get(id) || []).forEach(function (edge) {
        if (type(edge) === CAMPUS_OF && edge.to === id && edges.has(edge.id)) { gone.add(edge.from); }
      });
    });
    return gone;
  }

  function isOff(marks, off) {
    var groups = new Map();
    marks.forEach(function (mark) {
      var group = mark.slice(0, mark.indexOf(":"));
      groups.set(group, (groups.has(group) ? groups.get(group) : true) && off.has(mark));
    });
    return Array.from(groups.values()).some(Boolean);
  }

  function marksOff(graph, state) {
    var off = new Set(graph.data.off);
    state.on.forEach(function (mark) { off.delete(mark); });
    state.off.forEach(function (mark) { off.add(mark); });
    return off;
  }

  function shown(graph, state) {
    var day = graph.data.timed ? dayNumber(state.day === null ? graph.data.day : state.day) : 0;
    var off = marksOff(graph, state), hidden = new Set(state.hide);
    var edges = new Set(), rest = new Set();
    graph.edges.forEach(function (edge) {
      if (graph.step && !graph.step.has(edge.id)) { return; }
      if (!day || (edge.first <= day && day <= edge.last)) { edges.add(edge.id); }
    });
    var gone = leaving(graph, state.without, edges), without = new Set(state.without);
    graph.edges.forEach(function (edge) {
      if (edges.has(edge.id) && !without.has(edge.key) && !gone.has(edge.from) && !gone.has(edge.to)) { rest.add(edge.id); }
    });
    var before = within(graph, state, edges, new Set());
    var after = state.without.length ? within(graph, state, rest, gone) : before;
    var links = new Set(), lines = new Map(), ties = new Map();
    graph.edges.forEach(function (edge) {
      if (!edges.has(edge.id) || (before && !(before.has(edge.from) && before.has(edge.to)))) { return; }
      var place = graph.places.has(type(edge));
      if (!place) { [edge.from, edge.to].forEach(function (id) { ties.set(id, (ties.get(id) || 0) + 1); }); }
      if (isOff(edge.marks, off) || hidden.has(edge.from) || hidden.has(edge.to)) { return; }
      if ([edge.from, edge.to].some(function (id) { return isOff(graph.byId.get(id).marks, off); })) { return; }
      links.add(edge.id);
      [edge.from, edge.to].forEach(function (id) { lines.set(id, (lines.get(id) || 0) + 1); });
    });
    var nodes = new Set();
    graph.nodes.forEach(function (node) {
      if (graph.step && !graph.step.has(node.id)) { return; }
      if (hidden.has(node.id) || isOff(node.marks, off)) { return; }
      if (before ? !before.has(node.id) : day && graph.touching.has(node.id) && !held(graph, node.id, edges)) { return; }
      // One whose ties are all filtered out goes with them, and so does a region that is only where others lie; one
      // that has no ties on the day stays.
      if (node.id !== graph.data.focus && !lines.get(node.id) && (ties.get(node.id) || holds(graph, node.id))) { return; }
      nodes.add(node.id);
    });
    var lost = new Set();
    if (state.without.length) {
      (before || nodes).forEach(function (id) {
        var stays = after ? after.has(id) : !gone.has(id) && (!held(graph, id, edges) || held(graph, id, rest));
        if (!stays) { lost.add(id); }
      });
    }
    return { day: day, nodes: nodes, links: links, lost: lost, gone: gone, rest: rest, off: off, reached: before, left: after };
  }

  // Whether something lies in it.
  function holds(graph, id) {
    return (graph.touching.get(id) || []).some(function (edge) { return graph.places.has(type(edge)) && edge.to === id; });
  }

  function held(graph, id, edges) {
    return (graph.touching.get(id) || []).some(function (edge) { return edges.has(edge.id); });
  }

  // The shortest way between two of what is shown: [id, edge, id, …]; none where there is none.
  function path(graph, view, from, to) {
    var came = new Map([[from, null]]), queue = [from];
    while (queue.length && !came.has(to)) {
      var here = queue.shift();
      (graph.touching.get(here) || []).forEach(function (edge) {
        var other = edge.from === here ? edge.to : edge.from;
        if (view.links.has(edge.id) && view.nodes.has(other) && !came.has(other)) {
          came.set(other, { edge: edge.id, before: here });
          queue.push(other);
        }
      });
    }
    if (!came.has(to)) { return []; }
    var steps = [to];
    for (var last = came.get(to); last; last = came.get(last.before)) { steps.unshift(last.before, last.edge); }
    return steps;
  }

  // The days on which something begins, or is over; of very many, the first of each year.
  function days(graph) {
    var found = new Set([graph.data.today]);
    graph.edges.forEach(function (edge) {
      if (edge.first > 0) { found.add(edge.first); }
      if (edge.last < 99999999) { found.add(after(edge.last)); }
    });
    var sorted = Array.from(found).sort(function (a, b) { return a - b; });
    if (sorted.length > 80) {
      sorted = Array.from(new Set(sorted.map(function (day) { return Math.floor(day / 10000) * 10000 + 101; }).concat(graph.data.today)))
        .sort(function (a, b) { return a - b; });
    }
    return sorted.map(dayText);
  }

  function after(day) {
    var text = dayText(day);
    var date = new Date(text + "T00:00:00Z");
    date.setUTCDate(date.getUTCDate() + 1);
    return Number(date.toISOString().slice(0, 10).replaceAll("-", ""));
  }

  function dayText(day) {
    var text = String(day).padStart(8, "0");
    return text.slice(0, 4) + "-" + text.slice(4, 6) + "-" + text.slice(6);
  }

  function graphOf(data) {
    var graph = {
      data: data, nodes: data.nodes, edges: data.edges, byId: new Map(), byEdge: new Map(), touching: new Map(),
      own: { nodes: data.nodes.slice(), edges: data.edges.slice() }, parts: new Map(), homes: new Map(), seats: new Map(), hubs: new Map(), places: new Set(data.places), follows: new Set(data.follows)
    };
    data.nodes.forEach(function (node) {
      graph.byId.set(node.id, node);
      graph.homes.set(node.id, [node.x, node.y]);
      graph.seats.set(node.id, [node.x, node.y]);
    });
    data.edges.forEach(function (edge) { take(graph, edge); });
    return graph;
  }

  function take(graph, edge) {
    graph.byEdge.set(edge.id, edge);
    new Set([edge.from, edge.to]).forEach(function (id) {
      if (!graph.touching.has(id)) { graph.touching.set(id, []); }
      graph.touching.get(id).push(edge);
    });
  }

  // Adds what is around a node, with the places that it was given; what is there already stays as it is.
  function add(graph, nodes, edges) {
    var added = { nodes: [], edges: [] };
    nodes.forEach(function (node) {
      if (!graph.byId.has(node.id)) { graph.byId.set(node.id, node); graph.nodes.push(node); added.nodes.push(node); }
    });
    edges.forEach(function (edge) {
      if (!graph.byEdge.has(edge.id) && graph.byId.has(edge.from) && graph.byId.has(edge.to)) {
        graph.edges.push(edge); take(graph, edge); added.edges.push(edge);
      }
    });
    return added;
  }

  Object.assign(window.HuoshuiMap, {
    link: take, graphOf: graphOf, add: add, shown: shown, path: path, days: days, dayText: dayText
  });
})();
