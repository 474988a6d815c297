"""Write what is generated: ``docs/cli.md``, ``docs/questions.md``, the marked passages of the other pages, and
``data/records.schema.json``.

::

    python -m docs.generate
"""

from __future__ import annotations

from pathlib import Path

from data.curated import schema
from docs.commands import cli_page
from docs.library import questions_page
from docs.passages import refreshed, workplace

HERE = Path(__file__).parent
README = HERE.parent / "README.md"


def pages() -> list[Path]:
    """Every page that people read."""
    return [README, *sorted(HERE.glob("*.md"))]


def generated() -> dict[Path, str]:
    """What every file with generated text should hold."""
    whole = {schema.FILE: schema.text(), HERE / "cli.md": cli_page(), HERE / "questions.md": questions_page()}
    for page in pages():
        if page not in whole:
            with workplace() as folder:
                whole[page] = refreshed(page.read_text("utf-8"), folder)
    return whole


def main() -> None:
    """Write the files and name those that have changed."""
    for path, text in generated().items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"{path.relative_to(HERE.parent)}: written")


if __name__ == "__main__":
    main()
