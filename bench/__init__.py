"""Measurements: `python -m bench` prints each number beside the data, the machine and the engine that it is of."""
