"""Coverage of regions, and the schools that nothing covers."""
