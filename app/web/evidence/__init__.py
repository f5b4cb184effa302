"""Where facts and figures come from, and reported figures beside what the graph holds."""
