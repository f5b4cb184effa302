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

  Object.assign(window.HuoshuiMap, { byId: byId, element: element, filled: filled, button: button });
})();
