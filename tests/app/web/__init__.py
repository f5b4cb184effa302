"""Tests of the web app; paths mirror app/web."""
