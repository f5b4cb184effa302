// Take the one slot for what is no load: a backup, a restore or a check. The graph's state is as it was.
CREATE (:LoadRun {id: $id, dataset: $dataset, work: $work, status: 'running', started: $started, process: $process, slot: 'load', current: false})
