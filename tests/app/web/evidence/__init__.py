"""Tests of app/web/evidence."""
