"""Which of two media types a client would rather have, by its Accept header (RFC 9110, 12.5.1)."""

from __future__ import annotations


def prefers(offered: str, default: str, accept: str) -> bool:
    """Whether the header ranks `offered` above `default`. Wildcards rank both alike, so the default is sent."""
    return _quality(offered, accept) > _quality(default, accept)


def _quality(media_type: str, accept: str) -> float:
    """The header's quality for a type, 0-1: that of the most specific range that holds it."""
    best = (-1, 0.0)
    for entry in accept.lower().split(","):
        media_range, *parameters = (part.strip() for part in entry.split(";"))
        specificity = _specificity(media_range, media_type)
        if specificity >= 0:
            best = max(best, (specificity, _q(parameters)))
    return best[1]


def _specificity(media_range: str, media_type: str) -> int:
    if media_range == media_type:
        return 2
    if media_range == media_type.partition("/")[0] + "/*":
        return 1
    return 0 if media_range == "*/*" else -1


def _q(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
