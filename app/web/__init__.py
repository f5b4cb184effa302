"""The web app: JSON answers with receipts, network maps and a front page. It reads; it can't write."""
