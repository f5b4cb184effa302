"""Tests of app/web/aid."""
