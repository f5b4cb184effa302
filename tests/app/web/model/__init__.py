"""Tests of app/web/model."""
