"""Tests of app/web/schools."""
