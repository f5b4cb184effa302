// What people call those whose ids are given, whatever they are.
UNWIND $ids AS id MATCH (n:@searched {id: id}) RETURN n.id AS id, @name(n) AS name
