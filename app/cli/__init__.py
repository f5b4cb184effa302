"""The `huoshui` command."""
