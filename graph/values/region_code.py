"""Division codes: six digits of the register, or `x-<parent>-<name>` for functional districts that it lacks."""

from __future__ import annotations

import re

_REGISTER = re.compile(r"[1-9]\d{5}")
_FUNCTIONAL = re.compile(r"x-[1-9]\d{5}-[a-z0-9-]+")


def is_register_code(text: str) -> bool:
    """Whether the text is a six-digit code of the register of divisions."""
    return _REGISTER.fullmatch(text) is not None


def is_region_code(text: str) -> bool:
    """Whether the text is the id of a region, of the register or of a functional district."""
    return is_register_code(text) or _FUNCTIONAL.fullmatch(text) is not None


def parent_codes(code: str) -> list[str]:
    """Codes that may stand above a register code, nearest first: its prefecture, its province."""
    above = [code[:4] + "00", code[:2] + "0000"]
    return [parent for parent in above if parent != code]
