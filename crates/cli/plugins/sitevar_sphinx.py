"""Sitevar in Sphinx, for pages in Markdown (MyST). In conf.py:

    extensions = ["myst_parser", "sitevar_sphinx"]

It calls the command `sitevar`, from PATH or as the environment variable SITEVAR names it:

1. At the start `sitevar assets` writes the form's files and the lines for the head of pages into a folder that goes away.
2. The text of a page with shortcodes goes through `sitevar expand`, everything else stays as it is.
3. Every page of HTML gets the lines, with addresses that are relative to it.
4. At the end the files are copied beside the pages, and `sitevar assets --check` looks for values without a place.

sitevar.yml is in the folder of conf.py, or above it.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile

from sphinx.errors import ExtensionError
from sphinx.util import logging

FOLDER = "sitevar"
SHORTCODES = ("{{<", "{{%")

log = logging.getLogger(__name__)


def sitevar(*arguments, text=None):
    """Runs the command; returns how it ended, what it wrote and what it said."""
    program = os.environ.get("SITEVAR") or "sitevar"
    try:
        run = subprocess.run([program, *arguments], input=text, capture_output=True, encoding="utf-8")
    except OSError as error:
        raise ExtensionError(f"cannot start `{program}`: {error.strerror}; install Sitevar, or name it in SITEVAR")
    return run.returncode, run.stdout, run.stderr.strip()


def succeeding(*arguments, text=None):
    """Runs the command, whose own words stop the build where it fails."""
    status, written, said = sitevar(*arguments, text=text)
    if status:
        raise ExtensionError(said)
    return written, said


def root(app):
    """Returns the folder of sitevar.yml."""
    source = pathlib.Path(app.srcdir)
    return next((folder for folder in [source, *source.parents] if (folder / "sitevar.yml").is_file()), source)


def begin(app):
    if app.builder.format != "html":
        return
    # It goes away with the application.
    app.sitevar_room = tempfile.TemporaryDirectory(prefix="sitevar-")
    app.sitevar_files = pathlib.Path(app.sitevar_room.name, FOLDER)
    _, said = succeeding("assets", str(root(app)), "-o", str(app.sitevar_files), "--at", f"/{FOLDER}/")
    if said:
        log.warning(said)
    app.sitevar_snippet = (app.sitevar_files / "snippet.html").read_text(encoding="utf-8")


def expand(app, page, source):
    path = app.env.doc2path(page)
    if str(path).endswith((".md", ".markdown")) and any(opening in source[0] for opening in SHORTCODES):
        source[0], _ = succeeding("expand", "-", "--as", str(path), "--site", str(root(app)), text=source[0])


def head(app, page, template, context, tree):
    if app.builder.format != "html":
        return
    folder = context["pathto"](f"{FOLDER}/", resource=True)
    context["metatags"] = context.get("metatags", "") + app.sitevar_snippet.replace(f'"/{FOLDER}/', f'"{folder}')


def finish(app, error):
    if error or app.builder.format != "html":
        return
    shutil.copytree(
        app.sitevar_files, pathlib.Path(app.outdir, FOLDER), dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*")
    )
    if "--check" not in sitevar("assets", "--help")[1]:
        return
    status, _, said = sitevar("assets", str(root(app)), "--check", str(app.outdir))
    if status or said:
        log.warning(said)


def setup(app):
    app.connect("builder-inited", begin)
    app.connect("source-read", expand)
    app.connect("html-page-context", head)
    app.connect("build-finished", finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
