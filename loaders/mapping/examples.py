"""Examples of mapping files for the page that explains them. Tests read each of them."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, str], ...] = (
    (
        "A register with headers of its own, in a folder with one source. Its file is called as the table is.",
        """
schools:
  name: 学校名称
  id: 学校标识码
  region: 所在地
  locator: 序号
""",
    ),
    (
        "A city's list: one row a group, its members in one cell, the district in the first row of its block only.",
        """
file: groups.xlsx
fill_down: 区
skip: totals
within: 云南省/昆明市
observed: 2024-09
source:
  title: 昆明市教育集团名单
  publisher: 昆明市教育体育局
groups:
  name: 集团名称
  region: 区
  lead: 牵头校
members:
  group: 集团名称
  school:
    column: 成员校
    split: names
    drop: （.*新建.*）
""",
    ),
    (
        "The role comes from the column: a row for each school in each of the columns.",
        """
file: groups.csv
groups:
  name: 集团
members:
  group: 集团
  school:
    each:
      成员校: member
      分校: branch
      帮扶校: aided
    as: role
    split: names
""",
    ),
    (
        "Headings among the rows: `云南省（3所）` says where the schools below it lie, a group's name whose they are.",
        """
file: list.csv
groups:
  name:
    column: 名称
    take: .*集团$
members:
  group:
    column: 名称
    take: .*集团$
    fill_down: true
  school: 名称
  unless:
    名称:
      matches: 集团$|（\\d+所）$
  since: 加入时间
""",
    ),
    (
        "A list of pairs, with several counties in a cell and their province beside it.",
        """
file: pairs.csv
relation: aids
programme: 东西部协作
since: 2021
aid_links:
  helper: 帮扶方
  helped:
    column: 受帮扶县
    split: places
    within:
      column: 省区
""",
    ),
    (
        "A cross table: helpers in rows, helped schools in columns, and how many teachers were sent in the cells.",
        """
file: stationed.xlsx/2024
relation: aids
form: stationed
aid_links:
  helper: 派出学校
  teachers_sent:
    each: rest
    as: helped
""",
    ),
    (
        "A statistics table in wide form: each column is a figure.",
        """
file: figures.xlsx
header: 3
unless:
  县区: 全市
indicators:
  subject: 县区
  as_of:
    value: 2024
  value:
    each:
      在校生数: students
      专任教师数: teachers
    as: metric
""",
    ),
    (
        "Several files of one form, what differs standing under each; a region in two columns; decisions on a place.",
        """
skip: 1-2
groups:
  name: 名称
  region:
    path:
      - 市
      - 县
  kind:
    column: 性质
    values:
      学校发展联盟: alliance
      学区化: district
files:
  2023*.csv:
    observed: 2023
  2024*.csv:
    observed: 2024
places:
  长顺市: 贵州省/黔南布依族苗族自治州/长顺县
""",
    ),
)
