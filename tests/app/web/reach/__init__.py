"""Tests of app/web/reach."""
