"""The templates of the pages: one file each, with the style written into it, so that it opens offline."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def template(name: str) -> Template:
    """A template of `templates/`; what it is given is escaped, and a name that it is not given is an error."""
    import jinja2
    import markupsafe

    files = resources.files("onrecord.views").joinpath("templates")

    def text(of: str) -> str:
        return files.joinpath(of).read_text(encoding="utf-8")

    env = jinja2.Environment(
        loader=jinja2.FunctionLoader(text), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    env.globals["style"] = markupsafe.Markup(text("record.css"))
    env.globals["script"] = markupsafe.Markup(text("record.js"))
    return env.get_template(name)
