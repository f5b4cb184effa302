"""A page for everything that has a name: schools, groups, regions and organisations."""
