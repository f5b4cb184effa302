"""The reconciliation service: who a table's names mean, for OpenRefine and the like."""
