"""Tests of app/web/pages/console."""
