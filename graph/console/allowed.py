"""What the console lets through, by name. What isn't here is refused, known or not."""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """The names in a text, set apart by blanks."""
    return frozenset(text.split())


CLAUSES = ("MATCH", "OPTIONAL MATCH", "UNWIND", "WITH", "RETURN", "CALL", "UNION")
"""Clauses that a statement may be made of, with their WHERE, ORDER BY, SKIP, LIMIT and YIELD."""

# The built-in functions that Neo4j 5 and ArcadeDB share, but for those of LOAD CSV (file, linenumber), of other graphs
# (graph.*), and exists(pattern), which ArcadeDB can't stop. Whatever a plugin adds (apoc, genai) is not here.
FUNCTIONS = names("""
    abs acos asin atan atan2 ceil cos cot degrees e exp floor haversin isnan log log10 pi radians rand round sign sin
    sqrt tan
    avg collect count max min percentilecont percentiledisc stdev stdevp sum
    all any none single isempty reduce
    coalesce elementid endnode head id keys labels last length nodes nullif properties range relationships size
    startnode tail type valuetype
    toboolean tobooleanlist tobooleanornull tofloat tofloatlist tofloatornull tointeger tointegerlist tointegerornull
    tostring tostringlist tostringornull
    btrim char_length character_length left lower ltrim normalize replace reverse right rtrim split substring tolower
    toupper trim upper
    date date.truncate datetime datetime.fromepoch datetime.fromepochmillis datetime.truncate duration duration.between
    duration.indays duration.inmonths duration.inseconds localdatetime localdatetime.truncate localtime
    localtime.truncate time time.truncate timestamp
    point point.distance point.withinbbox distance
    shortestpath allshortestpaths
    """)

PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys", "db.schema.visualization"})

# As Neo4j 5.26 names them in a plan. Not here: everything that writes or merges, Show…, Terminate…, LoadCSV,
# Transaction…, AdministrationCommand, RunQueryAt, RemoteBatchProperties.
NEO4J_OPERATORS = names("""
    AllNodesScan Argument ArgumentTracker DirectedAllRelationshipsScan DirectedRelationshipByElementIdSeek
    DirectedRelationshipByIdSeek DirectedRelationshipIndexContainsScan DirectedRelationshipIndexEndsWithScan
    DirectedRelationshipIndexScan DirectedRelationshipIndexSeek DirectedRelationshipIndexSeekByRange
    DirectedRelationshipTypeScan DirectedRelationshipUniqueIndexSeek DirectedUnionRelationshipTypesScan
    IntersectionNodeByLabelsScan MultiNodeIndexSeek NodeByElementIdSeek NodeByIdSeek NodeByLabelScan
    NodeCountFromCountStore NodeIndexContainsScan NodeIndexEndsWithScan NodeIndexScan NodeIndexSeek
    NodeIndexSeekByRange NodeUniqueIndexSeek NodeUniqueIndexSeekByRange RelationshipCountFromCountStore
    SubtractionNodeByLabelsScan UndirectedAllRelationshipsScan UndirectedRelationshipByElementIdSeek
    UndirectedRelationshipByIdSeek UndirectedRelationshipIndexContainsScan UndirectedRelationshipIndexEndsWithScan
    UndirectedRelationshipIndexScan UndirectedRelationshipIndexSeek UndirectedRelationshipIndexSeekByRange
    UndirectedRelationshipTypeScan UndirectedRelationshipUniqueIndexSeek UndirectedUnionRelationshipTypesScan
    UnionNodeByLabelsScan
    PartitionedAllNodesScan PartitionedDirectedAllRelationshipsScan PartitionedDirectedRelationshipIndexScan
    PartitionedDirectedRelationshipTypeScan PartitionedDirectedUnionRelationshipTypesScan
    PartitionedIntersectionNodeByLabelsScan PartitionedNodeByLabelScan PartitionedNodeIndexScan
    PartitionedSubtractionNodeByLabelsScan PartitionedUndirectedAllRelationshipsScan
    PartitionedUndirectedRelationshipIndexScan PartitionedUndirectedRelationshipTypeScan
    PartitionedUndirectedUnionRelationshipTypesScan PartitionedUnionNodeByLabelsScan PartitionedUnwind
    BidirectionalRepeat(Trail) Expand(All) Expand(Into) OptionalExpand(All) OptionalExpand(Into) ProjectEndpoints
    Repeat(Trail) Repeat(Walk) RepeatOptions ShortestPath StatefulShortestPath(All) StatefulShortestPath(Into)
    StatefulShortestPath(All,Trail) StatefulShortestPath(Into,Trail) VarLengthExpand(All) VarLengthExpand(Into)
    VarLengthExpand(Pruning) VarLengthExpand(Pruning,BFS) VarLengthExpand(Pruning,BFS,All)
    VarLengthExpand(Pruning,BFS,Into) VarLengthExpand(All,BFS) PathPropagatingBFS
    AntiConditionalApply AntiSemiApply Apply CartesianProduct ConditionalApply LetAntiSemiApply
    LetSelectOrAntiSemiApply LetSelectOrSemiApply LetSemiApply NodeHashJoin NodeLeftOuterHashJoin
    NodeRightOuterHashJoin Optional OrderedUnion RollUpApply SelectOrAntiSemiApply SelectOrSemiApply SemiApply
    TriadicBuild TriadicFilter TriadicSelection Union ValueHashJoin
    CacheProperties Distinct Eager EagerAggregation EmptyRow Filter Limit OrderedAggregation OrderedDistinct
    PartialSort PartialTop ProcedureCall ProduceResults Projection Skip Sort Top Top1WithTies Unwind
    """)

# As ArcadeDB 26 begins the lines of its plan. Not here: CREATE, MERGE, SET, DELETE, DETACH DELETE, REMOVE, FOREACH,
# LOAD CSV, EAGER (a barrier before writes). CALL stands for procedures, whose names are checked, and subqueries.
ARCADEDB_OPERATORS = (
    "AGGREGATION",
    "CALL",
    "CALL SUBQUERY",
    "CartesianProduct",
    "CONSTANT COUNT",
    "COUNT ANTI-JOIN CHAIN",
    "COUNT CARTESIAN PRODUCT",
    "COUNT CHAIN PATHS",
    "COUNT CHAINED EDGES OPTIMIZATION",
    "COUNT EDGES",
    "COUNT EDGES OPTIMIZATION",
    "COUNT EDGES RETURN",
    "COUNT PAIR JOIN",
    "COUNT STAR JOIN",
    "COUNT TRIANGLES",
    "DUMMY ROW",
    "EXPAND INTO",
    "EXPAND PATH",
    "ExpandAll",
    "ExpandInto",
    "Filter",
    "FILTER WHERE",
    "FINAL PROJECTION",
    "GAV ONE-HOP SCAN",
    "GAVExpandAll",
    "GAVExpandInto",
    "GAVFusedChain",
    "GROUP BY AGGREGATION",
    "INDEX SEEK",
    "IndexNestedLoopJoin",
    "LIMIT",
    "MATCH EDGE BY INDEX",
    "MATCH NODE",
    "MATCH RELATIONSHIP",
    "MAX",
    "MIN",
    "NodeByLabelDisjunctionIndexSeek",
    "NodeByLabelDisjunctionScan",
    "NodeByLabelScan",
    "NodeHashJoin",
    "NodeIndexRangeScan",
    "NodeIndexSeek",
    "NodeIndexUnionSeek",
    "OPTIMIZED MATCH",
    "OPTIONAL CALL SUBQUERY",
    "OPTIONAL MATCH",
    "OrderByStep",
    "PROJECT",
    "PROJECT RETURN",
    "QUANTIFIED PATH",
    "ROW PIPELINE",
    "SHORTEST PATH",
    "SKIP",
    "TYPE COUNT OPTIMIZATION",
    "UNION",
    "UNWIND",
    "ValueHashJoin",
    "VarLengthExpand",
    "WITH",
    "ZERO-LENGTH PATH",
)
