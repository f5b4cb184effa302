"""One file a table: from its checked rows to nodes and links of the plan.

`declare_*` make entities known to the register, so that every table may refer to them; `plan_*` need all of them.
"""

from loaders.nouns.aid_links import declare_programmes, plan_aid_links
from loaders.nouns.groups import declare_groups, plan_groups
from loaders.nouns.indicators import plan_indicators
from loaders.nouns.members import plan_members
from loaders.nouns.regions import declare_regions, plan_regions
from loaders.nouns.schools import declare_schools, plan_schools
from loaders.nouns.sources import declare_sources, plan_sources

__all__ = [
    "declare_groups",
    "declare_programmes",
    "declare_regions",
    "declare_schools",
    "declare_sources",
    "plan_aid_links",
    "plan_groups",
    "plan_indicators",
    "plan_members",
    "plan_regions",
    "plan_schools",
    "plan_sources",
]
