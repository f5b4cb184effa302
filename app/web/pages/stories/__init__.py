"""Stories: short walks through the graph, each step a map with a sentence or two and figures that it answers for."""
