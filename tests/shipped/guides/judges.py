"""Reads the blocks of guides as the products do that they are for.

Standard input is JSON: `schema`, the path of Authelia's JSON Schema or null, and `blocks`, each with `title`, `language`
and `text`. Standard output is a JSON list with one answer for each block:

* `leaves`: what the parser found, as a list of [path, type, text];
* `error`: why the product refuses the block;
* `missing`: a judge that is not on this machine; what the others say stands all the same.

A title decides first, because a product may read a common format in its own way; then the language does.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile


def main():
    asked = json.load(sys.stdin)
    answers, known = [], {}
    for block in asked["blocks"]:
        key = (block["title"], block["language"], block["text"])
        if key not in known:
            known[key] = answer(block, asked["schema"])
        answers.append(known[key])
    json.dump(answers, sys.stdout)


def answer(block, schema):
    read = TITLES.get(block["title"]) or LANGUAGES.get(block["language"])
    if not read:
        why = "no judge reads `{title}` of the language `{language}`: add one to TITLES or LANGUAGES in {file}"
        return {"error": why.format(**block, file=os.path.basename(__file__))}
    try:
        data = read(block["text"], schema) if read is authelia else read(block["text"])
        return {"leaves": list(leaves(data))}
    except Missing as missing:
        return {"missing": str(missing), "leaves": list(leaves(missing.data))}
    except ModuleNotFoundError as missing:
        return {"missing": missing.name, "leaves": []}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


class Missing(Exception):
    """A judge is not on this machine; `data` is what those before it read."""

    def __init__(self, what, data=()):
        super().__init__(what)
        self.data = data


def leaves(data, path=""):
    """Lists every value with its path and its type; an empty list or table is a value too."""
    if isinstance(data, (dict, list, tuple)) and data:
        for key, below in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(below, f"{path}/{key}")
    else:
        yield [path, type(data).__name__, str(data)]


def yaml_documents(text):
    """YAML 1.2 and 1.1 have to agree: Go's parser, which most of these products use, is between the two."""
    import ruamel.yaml
    import yaml

    newer = list(ruamel.yaml.YAML(typ="safe", pure=True).load_all(text))
    older = list(yaml.safe_load_all(text))
    if list(leaves(newer)) != list(leaves(older)):
        raise ValueError("YAML 1.1 and YAML 1.2 read different values")
    return newer


def yaml_document(text):
    (document,) = yaml_documents(text)
    return document


def conforms(data, schema):
    import jsonschema

    validator = jsonschema.validators.validator_for(schema)(schema)
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]
    if errors:
        raise ValueError("; ".join(errors))


def authelia(text, schema):
    """Authelia's published schema requires no key outside of a client, so a guide's part is valid by itself."""
    data = yaml_document(text)
    provider = data["identity_providers"]["oidc"]
    for client in provider["clients"]:
        if "claims_policy" in client and client["claims_policy"] not in provider.get("claims_policies", {}):
            raise ValueError(f"no claims policy is called {client['claims_policy']}")
    if not schema:
        raise Missing("Authelia's JSON Schema, ../shared/corpus/authelia/schemas", data)
    with open(schema, encoding="utf-8") as file:
        conforms(data, json.load(file))
    return data


def compose(text):
    """The schema of the Compose Specification, which check-jsonschema carries, then interpolation."""
    from importlib.resources import files

    carried = files("check_jsonschema") / "builtin_schemas/vendor/compose-spec.json"
    data = yaml_document(text)
    conforms(data, json.loads(carried.read_text(encoding="utf-8")))
    return interpolated(data)


def interpolated(data):
    """Interpolation of values, not keys, as the Compose Specification has it, where no variable is set."""
    if isinstance(data, dict):
        return {key: interpolated(below) for key, below in data.items()}
    if isinstance(data, list):
        return [interpolated(below) for below in data]
    if not isinstance(data, str):
        return data
    if re.search(r"\$(?![$A-Za-z_{])", data.replace("$$", "")):
        raise ValueError(f"invalid interpolation in {data!r}")
    return re.sub(r"\$(?:(\$)|[A-Za-z_]\w*|\{[^}]*\})", lambda found: found[1] or "", data)


def kubernetes(text):
    """The schemas of the Kubernetes API, without keys that they do not know."""
    import kubernetes_validate

    documents = yaml_documents(text)
    for document in documents:
        try:
            kubernetes_validate.validate(document, kubernetes_validate.latest_version(), strict=True)
        except kubernetes_validate.ValidationError as error:
            raise ValueError(f"{error.json_path}: {error.message}") from None
    return documents


def nginx(text):
    """crossplane, which is nginx's own: a file of `conf.d` is inside of `http`, and directives know their arguments."""
    import crossplane

    with tempfile.TemporaryDirectory() as folder:
        for name, held in (("guide.conf", text), ("nginx.conf", "events {}\nhttp {\n    include guide.conf;\n}\n")):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(held)
        parsed = crossplane.parse(os.path.join(folder, "nginx.conf"), strict=True)
    if parsed["errors"]:
        raise ValueError("; ".join(error["error"] for error in parsed["errors"]))
    return directives(parsed["config"][1]["parsed"])


def directives(parsed):
    return [[row["directive"], [unescaped(word) for word in row["args"]], directives(row.get("block", []))] for row in parsed]


def unescaped(word):
    """crossplane leaves the backslashes that nginx takes away (ngx_conf_read_token), all but those before a quote."""
    pairs = {"t": "\t", "r": "\r", "n": "\n", '"': '"', "'": "'", "\\": "\\"}
    return re.sub(r"\\(.)", lambda found: pairs.get(found[1], found[0]), word, flags=re.DOTALL)


def caddyfile(text):
    """Caddy itself, beside this Python: its JSON is what it runs with."""
    caddy = shutil.which("caddy", path=os.path.dirname(sys.executable)) or shutil.which("caddy")
    if not caddy:
        raise Missing("caddy")
    return json.loads(run([caddy, "adapt", "--adapter", "caddyfile", "--config", "-"], text))


def dotenv(text):
    """python-dotenv and bash have to agree; a value for Docker Compose may not be interpolated by either."""
    import io
    from dotenv import dotenv_values

    values = dict(dotenv_values(stream=io.StringIO(text)))
    if None in values.values():
        raise ValueError("a line has no value")
    script = f"set -a -e\n{text}\n" + "".join(f"printf '%s\\0' \"${name}\"\n" for name in values)
    if dict(zip(values, restricted_bash(script).split("\0"))) != values:
        raise ValueError("python-dotenv and bash read different values")
    return values


RECORD = "command_not_found_handle() { printf '%s\\0' \"$@\"; printf '\\1'; }\n"


def shell(text):
    """bash says whether it is a script, and runs it: without a PATH every program is a call of RECORD."""
    run(["bash", "-n"], text)
    calls = restricted_bash(RECORD + text).split("\1")
    if not any(calls):
        raise ValueError("no program is called")
    return [call.split("\0") for call in calls]


def restricted_bash(script):
    """In restricted mode bash neither runs a program by its path nor writes a file."""
    return run(["bash", "--restricted", "-c", script], "", {"PATH": "/nonexistent"})


def run(command, given, env=None):
    program = shutil.which(command[0])
    if not program:
        raise Missing(command[0])
    done = subprocess.run([program, *command[1:]], input=given.encode(), capture_output=True, env=env, timeout=60)
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode or (env is not None and said):
        raise ValueError(said or f"{command[0]}: exit status {done.returncode}")
    return done.stdout.decode()


def php(text):
    """phply's grammar of PHP; what is assigned comes back as tables."""
    from phply import phpast, phplex, phpparse

    def plain(node):
        if isinstance(node, phpast.Array):
            return {plain(one.key) if one.key is not None else at: plain(one.value) for at, one in enumerate(node.nodes)}
        if isinstance(node, phpast.Node):
            return repr(node)
        return node

    assigned = [node for node in phpparse.make_parser().parse(text, lexer=phplex.lexer.clone()) or []]
    if not assigned or not all(isinstance(node, phpast.Assignment) for node in assigned):
        raise ValueError("more, or less, than assignments")
    return {repr(node.node): plain(node.expr) for node in assigned}


def strict_json(text):
    def table(pairs):
        if len(dict(pairs)) != len(pairs):
            raise ValueError("a key occurs twice")
        return dict(pairs)

    return json.loads(text, object_pairs_hook=table)


def toml(text):
    import tomli

    return tomli.loads(text)


def ini(text):
    """As Gitea reads its `app.ini`: keys keep their case, values are taken as they are written."""
    import configparser

    parser = configparser.ConfigParser(interpolation=None, delimiters="=", comment_prefixes=(";", "#"))
    parser.optionxform = str
    parser.read_string(text)
    return {name: dict(parser[name]) for name in parser.sections()}


def xml(text):
    import xml.etree.ElementTree

    def element(node):
        words = [part.strip() for part in (node.text or "", node.tail or "")]
        return [node.tag, node.attrib, words, [element(below) for below in node]]

    return element(xml.etree.ElementTree.fromstring(text.encode()))


def html(text):
    """html5lib, strict: what a browser would repair is an error."""
    import html5lib

    def node(element):
        words = [part.strip() for part in (element.text or "", element.tail or "")]
        return [str(element.tag), dict(element.attrib), words, [node(below) for below in element]]

    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return node(parser.parseFragment(text))


def section_config(text):
    """PVE::SectionConfig: a line `type: id`, then one property a line after white space, up to an empty line."""
    sections = {}
    for line in text.splitlines():
        head = re.fullmatch(r"(\w+):\s*(\S+)\s*", line)
        row = re.fullmatch(r"\s+(\S+)(?:\s+(.*\S))?\s*", line)
        if head:
            section = sections.setdefault(f"{head[1]}: {head[2]}", {})
        elif row and sections and row[1] not in section:
            section[row[1]] = row[2]
        elif line.strip():
            raise ValueError(f"neither a section nor a property: {line!r}")
    if not sections:
        raise ValueError("no section")
    return sections


TITLES = {
    "configuration.yml": authelia,
    "compose.yml": compose,
    "docker-compose.override.yml": compose,
    # Headscale publishes no schema.
    "config.yaml": yaml_document,
    "grafana.yaml": kubernetes,
    ".env": dotenv,
    "domains.cfg": section_config,
}

LANGUAGES = {
    "nginx": nginx,
    "caddyfile": caddyfile,
    "php": php,
    "shell": shell,
    "json": strict_json,
    "toml": toml,
    "ini": ini,
    "xml": xml,
    "html": html,
}

if __name__ == "__main__":
    main()
