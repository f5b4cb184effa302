"""The index of names beside the graph, which the question `find` answers from."""
