// Give the slot of a run back that ended before it was done. Answers stay marked incomplete until the dataset loads.
MATCH (r:LoadRun {id: $id})
SET r.status = 'interrupted'
REMOVE r.slot
