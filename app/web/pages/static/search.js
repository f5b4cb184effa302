// Shows what the graph holds by a name while somebody types it: a combobox after the ARIA pattern, on every field that
// says where its suggestions come from. What is chosen in a search is opened; a field that takes an id gets it, and the
// element that it names in data-name the name. Ctrl K and / go to the first one. Without this file the form asks for a
// page, which finds out whom a name means.
(function () {
  "use strict";
  var PAUSE_MS = 120;
  var fields = Array.prototype.slice.call(document.querySelectorAll("input[data-suggest]"));

  function enhance(input, number) {
    var list = document.createElement("div");
    var told = document.createElement("p");
    var box = document.createElement("div");
    var name = input.dataset.name ? document.getElementById(input.dataset.name) : null;
    var timer = 0, asking = null, chosen = -1;
    // What the list answers, and whether an arrow came before the list of what was typed last: it chooses from that one.
    var answered = null, early = false;
    list.id = "suggested-" + number;
    list.className = "suggested";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.listed);
    told.className = "unseen";
    told.setAttribute("role", "status");
    box.className = "combobox";
    input.parentNode.insertBefore(box, input);
    box.append(input, list, told);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    function options() { return Array.prototype.slice.call(list.querySelectorAll("[role=option]")); }

    function choose(place) {
      chosen = place;
      options().forEach(function (option, at) {
        option.setAttribute("aria-selected", String(at === place));
        if (at === place) { option.scrollIntoView({ block: "nearest" }); }
      });
      if (place < 0) { input.removeAttribute("aria-activedescendant"); }
      else { input.setAttribute("aria-activedescendant", options()[place].id); }
    }

    function close() {
      clearTimeout(timer);
      early = false;
      if (asking) { asking.abort(); asking = null; }
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    }

    function show(text, asked) {
      list.innerHTML = text;
      answered = asked;
      options().forEach(function (option, at) { option.id = list.id + "-" + at; });
      var found = list.querySelector("[data-told]");
      told.textContent = found ? found.dataset.told : "";
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      choose(early && options().length ? 0 : -1);
      early = false;
    }

    function ask() {
      if (asking) { asking.abort(); }
      if (!input.value.trim()) { close(); return; }
      var asked = asking = new AbortController(), typed = input.value;
      fetch(input.dataset.suggest + "&q=" + encodeURIComponent(typed), { signal: asked.signal })
        .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status))); })
        .then(function (text) { if (asked === asking) { show(text, typed); } })
        .catch(function () { if (asked === asking) { close(); } });
    }

    function follow(option) {
      close();
      if (!name) { location.href = option.dataset.address; return; }
      input.value = option.dataset.id;
      name.textContent = option.querySelector("bdi").textContent;
    }

    input.addEventListener("input", function (event) {
      if (name) { name.textContent = ""; }
      choose(-1);
      if (event.isComposing) { return; }
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE_MS);
    });
    input.addEventListener("compositionend", ask);
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) { return; }
      var many = options().length;
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) { ask(); return; }
        if (answered !== input.value) { early = true; return; }
        var step = event.key === "ArrowDown" ? 1 : -1;
        // Beyond either end is the text that was typed.
        choose((chosen + 1 + step + many + 1) % (many + 1) - 1);
      } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
        event.preventDefault();
        follow(options()[chosen]);
      }
    });
    input.addEventListener("blur", close);
    // Not to lose the focus before the click comes.
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      var option = event.target.closest("[role=option]");
      if (option) { follow(option); }
    });
  }

  fields.forEach(enhance);
  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || !fields.length) { return; }
    var typing = event.target.closest("input, textarea, select, [contenteditable]");
    var slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    var control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !control) { return; }
    event.preventDefault();
    fields[0].focus();
    fields[0].select();
  });
})();
