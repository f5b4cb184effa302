"""Who may have a statement run: programs, and pages of this app; not a page elsewhere, from a visitor's browser.

Such a page can't read the answer, but it could keep the store busy in the name of whoever visits it. Browsers say
where a request comes from, in `Sec-Fetch-Site`, or where they don't (over plain HTTP, or old ones) in `Origin`; a
page's script can set neither. Who sends neither is no browser, and could do the same without a visitor. JSON bodies
must be sent as such, too, which a page elsewhere can't do unless this app allowed it, and it answers no such request.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request
from starlette.exceptions import HTTPException

_OWN = ("same-origin", "none")


def require_own_site(request: Request) -> None:
    """Raise HTTPException (403) for a request that a browser sent from another site's page."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site not in _OWN:
            raise HTTPException(403, f"a page of another origin sent it (Sec-Fetch-Site: {site[:20]})")
        return
    origin = request.headers.get("origin")
    # Host alone: behind a proxy that ends TLS, the scheme that a browser names isn't the one that arrives here.
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, f"a page of another origin sent it (Origin: {origin[:80]})")


def client_of(request: Request) -> str:
    """Whose places a statement takes: the address that it came from.

    No header is asked: whoever sends one writes in it what they like, and would have as many places as they can think
    of names. Behind a proxy all come from its address and share its places; let the proxy bound each by itself, and
    raise HUOSHUI_CONSOLE_PER_CLIENT to what they may have together."""
    return request.client.host if request.client else ""
