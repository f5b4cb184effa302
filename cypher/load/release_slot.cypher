// Give the slot back of what was no load: nothing of it stays.
MATCH (r:LoadRun {id: $id})
DELETE r
