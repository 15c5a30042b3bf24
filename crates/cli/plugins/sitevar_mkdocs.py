"""Sitevar in MkDocs and in Zensical.

MkDocs, in mkdocs.yml (or `plugins: [sitevar]`, where this file is installed as a package):

    hooks: [sitevar_mkdocs.py]

Zensical has no hooks, but the Markdown extensions of Python; this file is one too:

    markdown_extensions: [sitevar_mkdocs]

It calls the command `sitevar`, from PATH or as the environment variable SITEVAR names it:

1. At the start `sitevar assets` writes the form's files and the lines for the head of pages into a folder that goes away.
2. The text of a page with shortcodes goes through `sitevar expand`, everything else stays as it is.
3. Every page gets the lines, with addresses that are relative to it.
4. At the end the files are copied beside the pages, and `sitevar assets --check` looks for values without a place.
"""

import atexit
import logging
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading

FOLDER = "sitevar"
SHORTCODES = ("{{<", "{{%")

log = logging.getLogger("mkdocs.plugins.sitevar")


class SitevarError(Exception):
    """The command's own words, which stop the build."""


def sitevar(*arguments, text=None):
    """Runs the command; returns how it ended, what it wrote and what it said."""
    program = os.environ.get("SITEVAR") or "sitevar"
    try:
        run = subprocess.run([program, *arguments], input=text, capture_output=True, encoding="utf-8")
    except OSError as error:
        raise SitevarError(f"cannot start `{program}`: {error.strerror}; install Sitevar, or name it in SITEVAR")
    return run.returncode, run.stdout, run.stderr.strip()


class Site:
    """One build: the folder with sitevar.yml, and the form's files for it."""

    def __init__(self, root):
        self.root = str(root)
        self.room = tempfile.TemporaryDirectory(prefix="sitevar-")
        self.files = pathlib.Path(self.room.name, FOLDER)
        at = f"/{FOLDER}/"
        status, _, said = sitevar("assets", self.root, "-o", str(self.files), "--at", at)
        if status:
            raise SitevarError(said)
        if said:
            log.warning(said)
        self.snippet = (self.files / "snippet.html").read_text(encoding="utf-8")

    def expand(self, text, path):
        """Returns a page's text without shortcodes."""
        if not any(opening in text for opening in SHORTCODES):
            return text
        status, expanded, said = sitevar("expand", "-", "--as", str(path), "--site", self.root, text=text)
        if status:
            raise SitevarError(said)
        return expanded

    def head(self, folder):
        """Returns the lines for the head; `folder` is the way from the page to the form's files."""
        return self.snippet.replace(f'"/{FOLDER}/', f'"{folder}')

    def finish(self, output):
        """Puts the files beside the pages, and says what the pages have lost."""
        shutil.copytree(
            self.files, pathlib.Path(output, FOLDER), dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*")
        )
        if "--check" not in sitevar("assets", "--help")[1]:
            return
        status, _, said = sitevar("assets", self.root, "--check", str(output))
        if status or said:
            log.warning(said)


# MkDocs. Each function is called by the name of its event.

site = None


def on_pre_build(config):
    global site
    site = stopping(Site, pathlib.Path(config["config_file_path"]).parent)


def on_page_read_source(page, config):
    # With its front matter, which may declare variables.
    path = page.file.abs_src_path
    text = getattr(page.file, "content_string", None)
    if text is None:
        text = pathlib.Path(path).read_text(encoding="utf-8-sig")
    return stopping(site.expand, text, path or page.file.src_uri)


def on_post_page(output, page, config):
    from mkdocs.utils import get_relative_url

    folder = get_relative_url(f"{FOLDER}/", page.url)
    return output.replace("</head>", site.head(folder) + "</head>", 1)


def on_post_build(config):
    stopping(site.finish, config["site_dir"])


def stopping(act, *arguments):
    """Does something; where the command fails, MkDocs stops with its words and without a traceback."""
    from mkdocs.exceptions import PluginError

    try:
        return act(*arguments)
    except SitevarError as error:
        raise PluginError(str(error)) from None


try:
    from mkdocs.plugins import BasePlugin
except ImportError:
    pass  # Zensical.
else:

    class SitevarPlugin(BasePlugin):
        """The same as a plugin: the entry point `sitevar` of the group `mkdocs.plugins`."""

        def on_pre_build(self, config, **_):
            return on_pre_build(config)

        def on_page_read_source(self, page, config, **_):
            return on_page_read_source(page, config)

        def on_post_page(self, output, page, config, **_):
            return on_post_page(output, page, config)

        def on_post_build(self, config, **_):
            return on_post_build(config)


# Zensical. A page is rendered by a converter of its own, several at a time.

started = threading.Lock()


def makeExtension(**_):
    from markdown.extensions import Extension
    from markdown.preprocessors import Preprocessor
    from zensical.config import get_config
    from zensical.extensions.context import ContextPreprocessor

    config = get_config()
    root = pathlib.Path(config["root_dir"])
    output = root / config["site_dir"]

    def begin():
        global site
        with started:
            if site is None:
                site = Site(root)
                atexit.register(site.finish, output)
        return site

    def page_of(md):
        return ContextPreprocessor.from_markdown(md).page

    class Expand(Preprocessor):
        def run(self, lines):
            page, text = page_of(self.md), "\n".join(lines)
            path = root / config["docs_dir"] / page.path
            # Zensical has taken the front matter away, which may declare variables and counts as lines.
            source = path.read_text(encoding="utf-8-sig").rstrip() if path.is_file() else ""
            before = source.removesuffix(text.rstrip()) if source.endswith(text.rstrip()) else ""
            return begin().expand(before + text, path).removeprefix(before).split("\n")

    class Head(Preprocessor):
        # What is after a page's process also sees every heading by itself, so the lines are a block of the text.
        def run(self, lines):
            # Zensical leads the links of a page from its file to its address.
            folder = "../" * page_of(self.md).path.count("/") + f"{FOLDER}/"
            return [*lines, "", self.md.htmlStash.store(begin().head(folder))]

    class SitevarExtension(Extension):
        def extendMarkdown(self, md):
            # Before everything else sees the text, and after everything else has.
            md.preprocessors.register(Expand(md), "sitevar", 1000)
            md.preprocessors.register(Head(md), "sitevar-head", -1000)

    return SitevarExtension()
