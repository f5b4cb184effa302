// All indexes of the database; those that a constraint brought with it name it.
SHOW INDEXES
