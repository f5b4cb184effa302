// All constraints of the database.
SHOW CONSTRAINTS
