"""The explorer's page with its data as one HTML document, which needs no server and asks none for anything."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable

from explorer.network_page import ICON
from explorer.page_words import NO_SCRIPT
from explorer.snapshot import Snapshot
from explorer.snapshot_form import packed
from graph.errors import InputError

_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Verbund {version}">
<link rel="icon" href="{icon}">
<title>Verbund</title>
<style>{style}</style>
</head>
<body>
<div id="app"></div>
<noscript>{no_script}</noscript>
{parts}
<script type="module">{script}</script>
</body>
</html>
"""


def file_page(content: Snapshot, *, lang: str, version: str) -> str:
    """The page in a language, which its reader can change. Raises InputError where the page was not built."""
    script, style = _inline(built("page.js")), _inline(built("page.css"))
    parts = {"data": content.data, "facts": content.facts, "answers": content.answers}
    # Base64 has no "<": whatever a label says, it cannot end its element.
    held = "\n".join(
        f'<script type="application/gzip+base64" id="{name}">{packed(part)}</script>' for name, part in parts.items()
    )
    return _PAGE.format(
        lang=lang, policy=policy(script, style), version=version, icon=ICON.replace("&", "&amp;"), style=style,
        no_script=NO_SCRIPT[lang], parts=held, script=script,
    )  # fmt: skip


def built(name: str) -> str:
    """A file of the built page. Raises InputError where it was not built."""
    place: Traversable = files("explorer") / "built" / "file" / name
    if not place.is_file():
        raise InputError("the explorer's page was not built; “make web” in the folder of the sources builds it")
    return place.read_text(encoding="utf-8")


def policy(script: str, style: str) -> str:
    """A Content-Security-Policy under which only these run and nothing is loaded from anywhere."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _inline(text: str) -> str:
    """Script or style that cannot end its element: in texts of a script the escape means the same letter."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return unix.replace("</script", "\\x3c/script").replace("<!--", "\\x3c!--").replace("</style", "<\\/style")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
