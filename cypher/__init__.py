"""Every question and every fixed write statement, one .cypher file each. No logic lives here."""
