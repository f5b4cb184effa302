"""Tests of app/web/regions."""
