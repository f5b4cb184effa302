"""How files that are read may be called, in lower case."""

TEXTS = (".csv", ".tsv", ".tab", ".psv", ".txt")
RECORDS = (".jsonl", ".ndjson")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".ods")
TABLES = (*TEXTS, *RECORDS, *_WORKBOOKS, ".parquet")
SUFFIXES = (*TABLES, ".zip", ".gz")
