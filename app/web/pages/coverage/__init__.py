"""The page of coverage: a region's shares, whom nothing covers, the years before, and what was reported."""
