// Makes an editor of the statement's text area: colours, and what can stand next. The form works without it.
(function () {
  "use strict";
  var root = document.documentElement;
  window.addEventListener("error", function (event) { root.dataset.error = event.message; });
  document.addEventListener("securitypolicyviolation", function (event) {
    root.dataset.error = event.violatedDirective + " " + event.blockedURI;
  });
  var form = document.getElementById("console");
  var area = document.getElementById("statement");
  var words = JSON.parse(document.getElementById("cypher-words").textContent);

  // Styles come from stylesheets of this app; the editor would put them into elements, which the page's policy forbids.
  ace.config.set("useStrictCSP", true);

  function mode() {
    var TextMode = ace.require("ace/mode/text").Mode;
    var TextRules = ace.require("ace/mode/text_highlight_rules").TextHighlightRules;
    function escaped(text) { return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); }
    function Rules() {
      // The longest first: of what begins alike, such as OPTIONAL MATCH and date.truncate, the whole is coloured.
      var longest = function (one, other) { return other.length - one.length; };
      var keywords = words.keywords.slice().sort(longest).map(function (word) { return word.replace(/ /g, "\\s+"); });
      var functions = words.functions.slice().sort(longest).map(escaped);
      this.$rules = {
        start: [
          { token: "comment", regex: "//.*$" },
          { token: "comment", regex: "/\\*", next: "comment" },
          { token: "string", regex: "'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"" },
          { token: "variable.parameter", regex: "\\$(?:\\w+|`[^`]*`)" },
          { token: "entity.name", regex: "(?<=[:|&!]\\s*)[A-Za-z_]\\w*|`[^`]*`" },
          { token: "support.function", regex: "\\b(?:" + functions.join("|") + ")(?=\\s*\\()", caseInsensitive: true },
          { token: "keyword", regex: "(?<!\\.)\\b(?:" + keywords.join("|") + ")\\b", caseInsensitive: true },
          { token: "constant.numeric", regex: "\\b\\d+(?:\\.\\d+)?\\b" }
        ],
        comment: [
          { token: "comment", regex: ".*?\\*/", next: "start" },
          { defaultToken: "comment" }
        ]
      };
    }
    Rules.prototype = Object.create(TextRules.prototype);
    function Mode() {
      TextMode.call(this);
      this.HighlightRules = Rules;
      this.lineCommentStart = "//";
      this.blockComment = { start: "/*", end: "*/" };
    }
    Mode.prototype = Object.create(TextMode.prototype);
    return new Mode();
  }

  function listed(texts, kind, score) {
    return texts.map(function (text) {
      return { caption: text, value: text, meta: words.kinds[kind], score: score };
    });
  }

  function told(meanings, kind, score) {
    return Object.keys(meanings).map(function (name) {
      return { caption: name, value: name, meta: words.kinds[kind], docText: meanings[name], score: score };
    });
  }

  var completer = {
    triggerCharacters: [":", "."],
    getCompletions: function (editor, session, position, prefix, give) {
      var before = session.getLine(position.row).slice(0, position.column - prefix.length).trimEnd().slice(-1);
      if (before === ":" || before === "|") {
        give(null, told(words.labels, "label", 2).concat(told(words.types, "type", 1)));
      } else if (before === ".") {
        give(null, told(words.properties, "property", 1));
      } else {
        give(null, listed(words.keywords, "keyword", 2).concat(listed(words.functions, "function", 1),
          told(words.labels, "label", 0), told(words.types, "type", 0), told(words.properties, "property", 0)));
      }
    }
  };

  var box = document.createElement("div");
  box.className = "editor";
  area.after(box);
  var editor = ace.edit(box, {
    mode: mode(), value: area.value, minLines: 10, maxLines: 40, fontSize: 14, tabSize: 2, useSoftTabs: true,
    showPrintMargin: false, showFoldWidgets: false, displayIndentGuides: false, highlightActiveLine: false,
    highlightGutterLine: false, wrap: true, indentedSoftWrap: false, useWorker: false,
    enableBasicAutocompletion: [completer], enableLiveAutocompletion: [completer]
  });
  editor.commands.addCommand({
    name: "run", bindKey: { win: "Ctrl-Enter", mac: "Command-Enter" },
    exec: function () { form.requestSubmit(document.getElementById("run")); }
  });
  // Tab leaves the editor, as it leaves a text area: who has no mouse would be caught in it.
  ["Tab", "Shift-Tab"].forEach(function (key) { editor.commands.bindKey(key, null); });
  var input = editor.textInput.getElement();
  input.setAttribute("aria-label", words.label);
  if (area.getAttribute("aria-describedby")) {
    input.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
  }
  document.querySelector("label[for=statement]").addEventListener("click", function () { editor.focus(); });
  document.getElementById("keys").hidden = false;
  area.hidden = true;
  editor.on("change", function () { area.value = editor.getValue(); });
  if (form.dataset.line) {
    editor.gotoLine(Number(form.dataset.line), Number(form.dataset.column) - 1);
    editor.focus();
  }
  root.dataset.editor = "ready";
})();
