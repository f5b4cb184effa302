"""Tests of the network views; paths mirror app/maps."""
