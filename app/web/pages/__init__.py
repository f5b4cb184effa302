"""Pages for people: the front page, the API docs, and the files that pages need."""
