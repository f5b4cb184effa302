"""Columns beside the graph: frames of schools, groups, regions and ties in files, which questions that sum are run on.

A question's `.cypher` stays its definition; a function here gives the very same rows."""
