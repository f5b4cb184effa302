"""Tests of app/web/paths."""
