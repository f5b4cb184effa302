"""Education groups: the list, and one group with its members."""
