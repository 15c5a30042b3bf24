project = "Notes"
extensions = ["myst_parser", "sphinx_design", "sphinx_copybutton"]
import os, sys; sys.path.insert(0, os.path.dirname(__file__)); extensions.append("sitevar_sphinx")
myst_enable_extensions = ["linkify", "colon_fence"]
html_theme = "furo"
html_show_sourcelink = False
exclude_patterns = ["_build"]
