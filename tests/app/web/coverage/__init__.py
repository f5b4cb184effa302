"""Tests of app/web/coverage."""
