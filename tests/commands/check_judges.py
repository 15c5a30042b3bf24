"""Reads blocks as PyYAML, json and tomllib do, and holds them against JSON Schemas as jsonschema does.

Standard input is {"blocks": [{"language", "text", "schema"}]}, where "schema" is a file or null.
The answer is a list of {"reads": bool or null, "faults": [byte offsets in the text]}.
"""

import json
import re
import sys

import yaml

try:
    import tomllib
except ImportError:
    import tomli as tomllib


def documents(language, text):
    if language in ("yaml", "yml"):
        return list(yaml.compose_all(text, Loader=yaml.SafeLoader))
    if language == "json":
        decoder, at, values = json.JSONDecoder(), 0, []
        while text[at:].strip():
            at += len(text[at:]) - len(text[at:].lstrip())
            value, at = decoder.raw_decode(text, at)
            values.append(value)
        return values
    tomllib.loads(text)
    return []


def reads(language, text):
    if language not in ("yaml", "yml", "json", "toml"):
        return None
    try:
        documents(language, text)
        return True
    except (yaml.YAMLError, ValueError):
        return False


def is_left_open(text):
    return "..." in text or "…" in text or ("<" in text and ">" in text)


def value(node, path, unsure, nodes, depth=0):
    """Makes a value of a composed node, by PyYAML's own constructor; notes what 1.1 and 1.2 read differently."""
    nodes[path] = node
    if isinstance(node, yaml.MappingNode):
        made = {}
        for key, item in node.value:
            if key.value != "<<":
                made[key.value] = value(item, path + (key.value,), unsure, nodes)
                nodes[path + (key.value,)] = (key, item)
        return made
    if isinstance(node, yaml.SequenceNode):
        return [value(item, path + (at,), unsure, nodes) for at, item in enumerate(node.value)]
    kind = node.tag.rsplit(":", 1)[-1]
    is_plain = node.style is None
    same = {"bool": node.value.lower() in ("true", "false"), "null": node.value != "", "timestamp": False,
            "int": re.fullmatch(r"[-+]?(0|[1-9][0-9]*|0x[0-9A-Fa-f]+|0o[0-7]+)", node.value) is not None}
    if is_left_open(node.value) or (is_plain and not same.get(kind, True)):
        unsure.add(path)
        return node.value
    if kind not in ("bool", "null", "int", "float", "str"):
        return node.value
    return yaml.SafeLoader.yaml_constructors[node.tag](yaml.SafeLoader(""), node)


def counts(error, unsure):
    if tuple(error.absolute_path) in unsure:
        return False
    if error.validator in ("required", "minProperties", "contains"):
        return False
    if error.validator in ("anyOf", "oneOf"):
        branches = by_branch(error)
        return bool(branches) and all(any(counts(inner, unsure) for inner in branch) for branch in branches)
    return True


def by_branch(error):
    branches = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    return list(branches.values())


def flat(error, unsure):
    """Returns pairs of a path and the key below it that should not be there."""
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and error.validator_value is False:
        known = error.schema.get("properties", {})
        patterns = error.schema.get("patternProperties", {})
        extra = [k for k in error.instance if k not in known and not any(re.search(p, k) for p in patterns)]
        return [(path, key) for key in extra]
    if error.validator in ("anyOf", "oneOf"):
        fits = [branch for branch in by_branch(error) if not any(
            tuple(inner.absolute_path) == path and inner.validator in ("type", "const", None) for inner in branch)]
        inside = [branch for branch in fits if all(tuple(inner.absolute_path) != path for inner in branch)]
        fits = fits if len(fits) == 1 else inside
        if len(fits) == 1:
            return [found for inner in fits[0] if counts(inner, unsure) for found in flat(inner, unsure)]
    return [(path, None)]


def place(nodes, path, key):
    found = nodes[path + ((key,) if key is not None else ())]
    name, node = found if isinstance(found, tuple) else (found, found)
    if key is None and isinstance(node, yaml.ScalarNode):
        return node.start_mark.index
    return name.start_mark.index


def is_from_within(errors, found, instance):
    """Tells whether a document has another type than the schema, or none of its first keys."""
    if any(error.validator == "type" and not error.absolute_path for error in errors):
        return True
    unknown = [key for path, key in found if path == () and key is not None]
    return isinstance(instance, dict) and len(unknown) == len(instance) > 0


def faults(text, schema):
    import jsonschema

    with open(schema, encoding="utf-8") as file:
        validator = jsonschema.Draft202012Validator(json.load(file))
    offsets = set()
    for document in yaml.compose_all(text, Loader=yaml.SafeLoader):
        if document is None:
            continue
        unsure, nodes = set(), {}
        instance = value(document, (), unsure, nodes)
        errors = [error for error in validator.iter_errors(instance) if counts(error, unsure)]
        found = [fault for error in errors for fault in flat(error, unsure)]
        if is_from_within(errors, found, instance):
            continue
        for path, key in found:
            offsets.add(len(text[:place(nodes, path, key)].encode()))
    return sorted(offsets)


answers = []
for block in json.load(sys.stdin)["blocks"]:
    answer = {"reads": reads(block["language"], block["text"]), "faults": []}
    if block["schema"] and answer["reads"]:
        answer["faults"] = faults(block["text"], block["schema"])
    answers.append(answer)
json.dump(answers, sys.stdout)
