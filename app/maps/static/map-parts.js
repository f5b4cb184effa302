// What the parts beside and below the map are made with.
(function () {
  "use strict";

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

  // Takes parts of another page, by their ids, in the place of this one's.
  function copyParts(page, ids) {
    ids.forEach(function (id) {
      var here = byId(id), there = page.getElementById(id);
      if (!here || !there) { return; }
      // A line less would move the map up.
      if (!here.closest("aside")) { here.style.minHeight = here.offsetHeight + "px"; }
      here.hidden = there.hidden;
      here.replaceChildren.apply(here, Array.from(document.importNode(there, true).childNodes));
    });
  }

  // A page with copies of parts of this one.
  function copyOfParts(ids) {
    var page = document.implementation.createHTMLDocument();
    ids.forEach(function (id) { if (byId(id)) { page.body.appendChild(page.importNode(byId(id), true)); } });
    return page;
  }

  Object.assign(window.HuoshuiMap, { byId: byId, element: element, filled: filled, button: button, copyParts: copyParts, copyOfParts: copyOfParts });
})();
