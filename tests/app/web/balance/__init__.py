"""Tests of app/web/balance."""
