// What a reader has changed on the map. It stands behind # in the address, so that it survives Back, reload and copying.
(function () {
  "use strict";
  var LISTS = ["off", "on", "hide", "without", "expand", "path", "at"];
  var TEXTS = ["day", "select", "outline"];
  var framed = window.parent !== window;
  // A page that stands in another one's text has no address of its own: what is changed there lasts as long as it.
  var addressed = window.location.protocol !== "about:";
  var past = [], ahead = [], now = read(addressed ? window.location.hash : ""), told = [], last = "";

  // What a script would bring to life does nothing once one has failed before the map stood.
  function broken(message) {
    var root = document.documentElement;
    root.dataset.error = message;
    if (root.dataset.map) { return; }
    document.querySelectorAll("[data-scripted]").forEach(function (part) { part.hidden = true; });
  }

  // name=one,two&other=three, each value encoded by itself: a comma stands between values only.
  function read(text) {
    var given = new Map(), state = {};
    text.replace(/^#/, "").split("&").forEach(function (pair) {
      var at = pair.indexOf("=");
      if (at > 0) { given.set(pair.slice(0, at), pair.slice(at + 1)); }
    });
    LISTS.forEach(function (name) { state[name] = given.get(name) ? given.get(name).split(",").map(decoded) : []; });
    TEXTS.forEach(function (name) { state[name] = given.has(name) ? decoded(given.get(name)) : null; });
    return state;
  }

  function decoded(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  }

  function written(state) {
    var pairs = LISTS.filter(function (name) { return state[name].length; }).map(function (name) {
      return name + "=" + state[name].map(encodeURIComponent).join(",");
    });
    TEXTS.forEach(function (name) { if (state[name] !== null) { pairs.push(name + "=" + encodeURIComponent(state[name])); } });
    return pairs.join("&");
  }

  function tell(how) { told.forEach(function (listener) { listener(now, how); }); }

  function show(state, how) {
    now = state;
    if (addressed) {
      var text = written(state);
      var address = window.location.pathname + window.location.search + (text ? "#" + text : "");
      // In a frame, and while time runs, a step of its own for each change would only be in the way of Back.
      try { history[framed || how === "play" ? "replaceState" : "pushState"](null, "", address); } catch (error) { addressed = false; }
    }
    tell(how);
  }

  // Changes some of the state, and takes the change up into what can be undone.
  function change(changes, how) {
    var next = Object.assign({}, now, changes);
    if (written(next) === written(now)) { return; }
    // A run of days is one step back.
    if (how !== "play" || last !== "play") { past.push(now); }
    ahead = [];
    last = how;
    show(next, how);
  }

  function step(from, to) {
    if (!from.length) { return; }
    to.push(now);
    show(from.pop(), "undo");
  }

  window.addEventListener("error", function (event) { broken(event.message); });
  document.addEventListener("securitypolicyviolation", function (event) {
    broken(event.violatedDirective + " " + event.blockedURI);
  });
  window.addEventListener("popstate", function () {
    now = read(window.location.hash);
    tell("address");
  });

  window.HuoshuiMap = {
    broken: broken,
    state: {
      now: function () { return now; },
      text: function () { return written(now); },
      change: change,
      undo: function () { step(past, ahead); },
      redo: function () { step(ahead, past); },
      canUndo: function () { return past.length > 0; },
      canRedo: function () { return ahead.length > 0; },
      reset: function () { change(read("")); },
      listen: function (listener) { told.push(listener); }
    }
  };
})();
