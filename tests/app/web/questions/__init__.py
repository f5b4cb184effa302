"""Tests of app/web/questions."""
