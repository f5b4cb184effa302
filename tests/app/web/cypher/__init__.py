"""Tests of app/web/cypher."""
