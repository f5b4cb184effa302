"""Tests of app/web/network."""
