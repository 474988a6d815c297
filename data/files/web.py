"""Files from the web, for those who load a URL."""

from __future__ import annotations

import re
import secrets
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from email.message import Message
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from graph.errors import InputError

CHUNK = 1 << 18
LARGEST = 8 << 30
TIMEOUT = 60.0
_SCHEMES = ("http", "https")
_UNSAFE = re.compile(r"[^\w.\-() ]+")

Progress = Callable[[int, int], None]


def fetch(
    url: str, folder: Path, *, largest: int = LARGEST, timeout: float = TIMEOUT, progress: Progress | None = None
) -> Path:
    """Download a file into a folder under its own name and return its path.

    ``progress`` is told the bytes so far and in all (0 where the server does not say). Nothing is left behind by a
    download that fails. Raises InputError for anything but HTTP(S), errors of the server, and more than ``largest``
    bytes; ``timeout`` is in seconds, for each answer of the server.
    """
    _check_scheme(url, url)
    try:
        request = urllib.request.Request(_ascii(url), headers={"User-Agent": "verbund"})  # noqa: S310 - checked above
        with _OPENER.open(request, timeout=timeout) as answer:
            return _store(answer, folder, url, largest, progress)
    except urllib.error.HTTPError as error:
        raise InputError(
            f"the server answers {error.code} {error.reason}; is the address right?", source=url
        ) from error
    except urllib.error.URLError as error:
        raise InputError(f"cannot be reached ({error.reason}); try again later", source=url) from error
    except TimeoutError as error:
        raise InputError(f"gave no answer within {timeout:g} seconds; try again later", source=url) from error
    except (HTTPException, ConnectionError, ValueError) as error:
        raise InputError(f"cannot be downloaded ({error or type(error).__name__})", source=url) from error
    except OSError as error:
        raise InputError(f"cannot be saved in {folder} ({error.strerror or error})", source=url) from error


class _SameSchemes(urllib.request.HTTPRedirectHandler):
    """Redirects to the web only, so that no answer leads to a file of this machine."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        _check_scheme(newurl, req.full_url)
        if req.full_url.startswith("https:") and not newurl.startswith("https:"):
            raise InputError("is sent on from https to http, which is not safe", source=req.full_url)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_OPENER = urllib.request.build_opener(_SameSchemes)


def _check_scheme(target: str, url: str) -> None:
    try:
        parts = urlsplit(target)
        known = parts.scheme in _SCHEMES and bool(parts.hostname)
    except ValueError:
        known = False
    if not known:
        raise InputError("only http:// and https:// addresses can be loaded", source=url)


def _ascii(url: str) -> str:
    """An address with spaces and letters beyond ASCII, as people copy it, in the form that is sent."""
    parts = urlsplit(url)
    quoted = urllib.parse.quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = urllib.parse.quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return parts._replace(netloc=parts.netloc.encode("idna").decode(), path=quoted, query=query, fragment="").geturl()


def _store(answer: Any, folder: Path, url: str, largest: int, progress: Progress | None) -> Path:
    stated = answer.headers.get("Content-Length", "")
    total = int(stated) if stated.isdigit() else 0
    if total > largest:
        raise InputError(_too_large(largest), source=url)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / file_name(answer.headers, answer.url)
    partial = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.partial")
    try:
        with partial.open("xb") as file:
            _copy(answer, file, url, total, largest, progress)
        return partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _copy(answer: Any, file: IO[bytes], url: str, total: int, largest: int, progress: Progress | None) -> None:
    done = 0
    while chunk := answer.read(CHUNK):
        done += len(chunk)
        if done > largest:
            raise InputError(_too_large(largest), source=url)
        file.write(chunk)
        if progress is not None:
            progress(done, total)
    if done < total:
        raise InputError(f"broke off after {done:,} of {total:,} bytes; try again", source=url)


def _too_large(largest: int) -> str:
    return f"is larger than the limit of {largest:,} bytes; download it yourself and load the file"


def file_name(headers: Message, url: str) -> str:
    """The name that the server gives the file, else the last part of its address; never a path or a hidden file."""
    name = headers.get_filename() or unquote(urlsplit(url).path)
    name = PurePosixPath(name.replace("\\", "/")).name
    return _UNSAFE.sub("_", name).strip(" .")[-150:] or "download"
