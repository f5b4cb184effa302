"""Tests of app/web/search."""
