"""Tests of app/web/groups."""
