// Other days of a map from far away: each is the page of that day, of which the site is asked.
(function () {
  "use strict";
  var map = window.HuoshuiMap, data = map.data, graph = map.graph, words = data.words;
  var first = { data: { nodes: graph.own.nodes.map(copied), edges: graph.own.edges.map(copied), told_apart: data.told_apart, sources: {}, today: data.today } };
  var steps = new Map([[data.day, Promise.resolve(first)]]), PARTS = ["caption", "facts", "legend", "filters"], current = data.day;

  function copied(one) { return Object.assign({}, one); }

  function stepOf(day) {
    if (!steps.has(day)) {
      var asked = fetch(data.step + (day || "any")).then(function (answer) {
        if (!answer.ok) { throw new Error(String(answer.status)); }
        return answer.text();
      }).then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        return { page: page, data: JSON.parse(page.getElementById("map-data").textContent) };
      });
      steps.set(day, asked);
      asked.catch(function () { steps.delete(day); });
    }
    return steps.get(day);
  }

  function step(now) {
    var day = now.day === null ? data.day : now.day;
    if (!data.step || day === current) { return Promise.resolve(); }
    return stepOf(day).then(function (told) {
      current = day;
      map.take(told.data);
      // What the page tells around the map is that of the day, too.
      map.copyParts(told.page || first.page, PARTS);
    }).catch(function () { map.say(words.step_failed); });
  }

  if (data.step) {
    first.page = map.copyOfParts(PARTS);
  }
  Object.assign(map, {
    ready: function (now) { return map.bringAll(now).then(function () { return step(now); }); },
    // Of a step of the map itself: the same day goes along.
    opening: function (id) {
      var address = new URL(data.opening + encodeURIComponent(id), window.location.href), day = map.state.now().day;
      if (data.step && day !== null) { address.searchParams.set("as_of", day || "any"); }
      return address.href;
    }
  });
})();
