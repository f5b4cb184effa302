"""Tests of app/web/health."""
