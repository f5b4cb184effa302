"""The words of the pages, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterable

from app.maps.texts import LANG_TAG
from app.web.params import Language
from graph.model import TITLES
from graph.questions.vocabulary import Term, shipped_vocabulary

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("活水：学校、教育集团与帮扶的知识图谱", "Huoshui: schools, education groups and aid as a graph"),
    "name": ("活水", "Huoshui"),
    "lead": (
        "谁牵头，谁帮扶，谁与谁结对；从哪一天起，出处在哪里。每一个答案都附凭据。",
        "Who leads whom, who aids whom, who is paired: since when, and who says so. Every answer has a receipt.",
    ),
    "skip": ("跳到正文", "Skip to the content"),
    "other_language": ("English", "中文"),
    "nav": ("导航", "Navigation"),
    "questions": ("问题", "Questions"),
    "console": ("Cypher", "Cypher"),
    "docs": ("接口说明", "API"),
    "openapi": ("OpenAPI 文档", "OpenAPI document"),
    "search": ("按名称查找", "Find by name"),
    "search_label": ("学校、集团或地区的名称或简称", "Name or short form of a school, group or region"),
    "search_button": ("查找", "Find"),
    "found": ("“{q}”的结果", "Found for “{q}”"),
    "found_none": ("没有名称含“{q}”的学校、集团或地区。", "No school, group or region has “{q}” in its name."),
    "found_more": ("只列出前 {n} 个。", "Only the first {n} are listed."),
    "maps": ("从牵头校看起", "Start from a lead school"),
    "maps_hint": (
        "按辐射到的学校数排列。点名称看它的网络图，图旁的表格内容相同。",
        "Ranked by the schools that each reaches. A name opens its network map; the tables beside it hold the same.",
    ),
    "maps_caption": ("辐射学校最多的牵头校", "Lead schools that reach the most schools"),
    "found_name": ("名称（打开网络图）", "Name (opens its map)"),
    "coverage": ("覆盖率", "Coverage"),
    "ask": ("可以问的问题", "What can be asked"),
    "ask_hint": (
        "{n} 个问题，按主题分组；每个都有表单、表格、凭据和可分享的网址。",
        "Questions in all: {n}, by topic; each has a form, a table, a receipt and an address to share.",
    ),
    "ask_all": ("全部问题", "All questions"),
    "example": ("示例", "example"),
    "receipt": (
        "截至 {as_of}；用到 {undated} 条没有时间的联系；图谱版本 {version}。",
        "As of {as_of}; {undated} undated links used; graph version {version}.",
    ),
    "incomplete": ("有数据尚未载完，数字可能偏小。", "A load has not finished: figures may be too small."),
    "empty": ("图谱里还没有数据。先载入：huoshui load seeds", "The graph is empty. Load something: huoshui load seeds"),
    "catalogue_title": ("问题", "Questions"),
    "catalogue_lead": (
        "每个问题一页：填写条件，得到表格，有的还有图表和网络图；答案都附凭据，网址可以分享。",
        "Fill in a question's parameters for a table, and where it has one a chart or map; each answer has a receipt.",
    ),
    "catalogue_search": ("标题或说明中的词", "Words of the title or description"),
    "catalogue_none": ("没有问题含“{q}”。", "No question has “{q}” in it."),
    "topics": ("主题", "Topics"),
    "catalogue_found": ("含“{q}”的问题：{n} 个", "Questions with “{q}”: {n}"),
    "parameters": ("条件", "Parameters"),
    "change": ("修改条件", "Change the parameters"),
    "submit": ("提问", "Ask"),
    "try_example": ("用示例试试", "Try the example"),
    "try_hint": ("填写必填项后提问，或先看示例。", "Fill in what is required and ask, or look at the example first."),
    "required": ("必填", "required"),
    "unset": ("（不限）", "(not set)"),
    "sentence": ("{words}。", "{words}."),
    "choice": ("{words}（{code}）", "{words} ({code})"),
    "default": ("默认：{value}", "Default: {value}"),
    "day_hint": ("年-月-日、today（今天）或 any（不限）", "YYYY-MM-DD, today or any"),
    "errors": ("请改正下面的条件", "Correct these parameters"),
    "answer": ("答案", "Answer"),
    "rows": ("{n} 行", "Rows: {n}"),
    "cut": ("只列出前 {n} 行，还有更多。", "Only the first {n} rows are here; there are more."),
    "cut_nodes": ("只取了最近的 {n} 个对象，还有更多。", "Only the nearest {n} nodes were taken; there are more."),
    "next_rows": ("下一页", "Next page"),
    "first_rows": ("回到第一页", "Back to the first page"),
    "more_rows": ("列出 {n} 行", "List {n} rows"),
    "no_rows": (
        "没有结果：没有什么符合这些条件。编号可以按名称查找。",
        "No rows: nothing meets these parameters. Ids can be found by name.",
    ),
    "find": ("按名称查找编号", "Find an id by name"),
    "more_items": ("另外 {n} 项", "{n} more"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "chart": ("图", "Chart"),
    "chart_of": ("{values}，按{labels}", "{values} by {labels}"),
    "chart_matrix": ("{values}：行为“{down}”，列为“{across}”", "{values}: rows are “{down}”, columns “{across}”"),
    "chart_same": ("表格里的数字相同。", "The table holds the same figures."),
    "chart_cut": ("图中只有前 {n} 项。", "Only the first {n} are drawn."),
    "chart_share": ("条上写的是分子/分母。", "Bars are labelled numerator/denominator."),
    "map": ("网络图", "Network map"),
    "map_whole": ("图上仍有假设离开的对象。", "The map still holds what was taken away."),
    "map_open": ("单独打开网络图", "Open the map on its own page"),
    "beside": ("答案的其他部分", "Beside the rows"),
    "part": ("项目", "Item"),
    "cite": ("引用和再用", "Cite and reuse"),
    "permalink": ("这个答案的网址（日期已写定）", "Address of this answer (its day written out)"),
    "api_json": ("同一答案的 JSON", "The same answer as JSON"),
    "api_csv": ("同一答案的 CSV", "The same answer as CSV"),
    "cli": ("命令行", "On the command line"),
    "receipt_title": ("凭据", "Receipt"),
    "cypher": ("Cypher 语句", "Cypher statement"),
    "cypher_computed": (
        "这个答案要用这条语句多次，或再作计算；单独运行它得不到同样的行。",
        "This answer takes the statement more than once, or computes with its rows; on its own it gives others.",
    ),
    "with_unit": ("{title}（{unit}）", "{title} ({unit})"),
    "separator": ("、", ", "),
    "any_day": ("不限日期", "Any day"),
    "as_of_line": ("截至 {day}", "As of {day}"),
    "undated_line": ("用到没有时间的联系 {n} 条", "Undated links used: {n}"),
    "version_line": ("图谱版本 {version}", "Graph version {version}"),
    "unknown_question": ("没有这个问题", "No such question"),
    "unknown_hint": ("问题目录里没有“{id}”。", "The catalogue has no “{id}”."),
    "console_title": ("自写 Cypher 查询", "Cypher of your own"),
    "console_lead": (
        "用只读账户运行你自己的查询：先看执行计划，只有名单上的操作才会运行。",
        "Run a query of your own with an account that only reads; its plan is checked first, by a list of operators.",
    ),
    "console_limits": (
        "上限：{seconds} 秒、{rows} 行、{bytes} 字节的 JSON；每人同时 {at_once} 条。超出的部分会截断并说明。",
        "Limits: {seconds} s, {rows} rows, {bytes} bytes of JSON, {at_once} at once for a client. What is cut says so.",
    ),
    "console_statement": ("Cypher 语句", "Cypher statement"),
    "console_parameters": ("参数（JSON）", "Parameters (JSON)"),
    "console_parameters_hint": (
        "语句里 $ 后面的名称和它的值，如 {example}。",
        "The names after $ in the statement, with their values, such as {example}.",
    ),
    "console_keys": ("Ctrl+Enter 运行，Ctrl+空格 补全。", "Ctrl+Enter runs it, Ctrl+Space completes."),
    "console_run": ("运行", "Run"),
    "console_plan": ("执行计划", "Plan"),
    "console_csv": ("下载 CSV", "Download CSV"),
    "console_address": ("这条语句的网址", "Address of this statement"),
    "console_from": ("来自问题“{title}”。", "From the question “{title}”."),
    "console_schema": ("图谱结构", "Schema"),
    "console_schema_hint": ("标签、关系和它们的属性。", "Labels and link types, with their properties."),
    "console_node_types": ("标签", "Labels"),
    "console_link_types": ("关系类型", "Link types"),
    "console_examples": ("示例", "Examples"),
    "console_examples_hint": (
        "问题目录里的语句，带着示例参数；选一个再改。",
        "Statements of the questions, with their example parameters, to change as you like.",
    ),
    "console_allowed": ("可以运行的", "What it runs"),
    "console_allowed_hint": ("不在名单上的一律拒绝。", "What isn't listed is refused."),
    "console_clauses": ("子句", "Clauses"),
    "console_functions": ("函数", "Functions"),
    "console_procedures": ("过程", "Procedures"),
    "console_place": ("第 {line} 行，第 {column} 列", "Line {line}, column {column}"),
    "console_result": ("结果", "Result"),
    "console_table": ("表格", "Table"),
    "console_map": ("网络图", "Network"),
    "console_json": ("JSON", "JSON"),
    "console_took": ("用时 {ms} 毫秒", "Took {ms} ms"),
    "console_cut_rows": ("只取了前 {n} 行，还有更多。", "Only the first {n} rows were taken; there are more."),
    "console_cut_bytes": (
        "到 {n} 字节为止，只取了 {rows} 行，还有更多。",
        "Only {rows} rows were taken, up to {n} bytes; there are more.",
    ),
    "console_held_back": (
        "页面上列出前 {n} 行；CSV 和接口给出全部。",
        "The first {n} rows are listed here; the CSV and the API give all of them.",
    ),
    "console_json_cut": ("这里只有开头；接口给出全部。", "Only its beginning is here; the API gives all of it."),
    "console_no_rows": ("没有结果：没有什么符合这条语句。", "No rows: nothing meets this statement."),
    "console_planned": ("只看了计划，没有运行。", "The plan alone: nothing was run."),
    "console_plan_rows": ("约 {n} 行", "about {n} rows"),
    "console_whole": ("全部内容", "All of it"),
    "word_keyword": ("关键词", "keyword"),
    "word_function": ("函数", "function"),
    "word_label": ("标签", "label"),
    "word_type": ("关系", "link type"),
    "word_property": ("属性", "property"),
}


class PageTexts:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.tag = LANG_TAG[language]
        self.column = 0 if language == "zh" else 1
        self._vocabulary = shipped_vocabulary()

    def word(self, key: str, /, **values: object) -> str:
        """A word or sentence; `values` fill its braces."""
        text = _WORDS[key][self.column]
        return text.format(**values) if values else text

    def title(self, name: str) -> str:
        """What a column or a part of an answer is called. One in another, such as `before.share`, is called by both."""
        return " · ".join(self.term_words(self._vocabulary.part(part)) for part in name.split("."))

    def folder(self, folder: str) -> str:
        """What a folder of questions is called."""
        return self._vocabulary.folder(folder)[self.column]

    def parameter(self, name: str) -> str:
        """What a parameter is called."""
        return self.term_words(self._vocabulary.parameter(name))

    def parameter_value(self, name: str, value: str) -> str:
        """A value of a parameter."""
        return self.value(self._vocabulary.parameter(name), value)

    def term_words(self, term: Term) -> str:
        """What a term is called."""
        return term.words[self.column]

    def unit(self, unit: str) -> str:
        """A unit or range as it stands in a column's head."""
        return self._vocabulary.unit(unit)[self.column]

    def value(self, term: Term, value: str) -> str:
        """A value: in words where the term holds codes, else as it is."""
        return self._vocabulary.value(term, value)[self.column]

    def label(self, label_or_type: str) -> str:
        """A label or link type of the model as the reader knows it."""
        return TITLES[label_or_type][self.column]

    def plain(self, text: str) -> str:
        """A header's text without the marks around names: pages set those off in no other way."""
        return text.replace("`", "")

    def with_unit(self, title: str, unit: str) -> str:
        """A title with its unit, unless the title says it."""
        return title if not unit or unit == title.lower() else self.word("with_unit", title=title, unit=unit)

    def separated(self, items: Iterable[str]) -> str:
        """Items in a row, as a sentence lists them."""
        return self.word("separator").join(items)
