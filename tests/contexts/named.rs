//! The language of a block is found where authors write it: in the options of the fence as each generator has them, in
//! the first comment, and in the shape of the file.

use std::sync::Arc;

use sitevar_core::{NoTemplates, Options, Source, Values, Variables, expand};

/// What the value is: a Compose file doubles its dollar sign, a shell and `.env` quote it, plain text has it as it is.
const VALUE: &str = "a$b c";

const SERVICES: &str = "services:\n  app:\n    image: x\n    environment:\n      P: '@'\n";

/// Info strings that name a Compose file.
const INFO_STRINGS: [&str; 14] = [
    "compose",
    "yaml {title=\"compose.yml\"}",
    "yaml title=\"compose.yml\"",
    "yaml title='deploy/docker-compose.yaml' linenums=\"1\"",
    "yaml hl_lines=\"2 3\" title=\"podman-compose.yml\"",
    "yaml {2,3} title=\"compose.prod.yml\" showLineNumbers",
    "yaml [compose.yml]",
    "yml [compose.yml]",
    "yaml filename=\"stack.yml\"",
    "yaml name=compose.yml",
    "{.yaml title=\"compose.yml\"}",
    "{ .yaml .annotate title=\"compose.yml\" }",
    "{code-block} compose",
    "{ .compose }",
];

#[test]
fn a_compose_file_is_seen_wherever_its_name_is() {
    for info in INFO_STRINGS {
        let page = format!("```{info}\nx:\n  P: '@'\n```\n");
        assert!(written(&page).contains("P: 'a$$b c'"), "{page}\n{}", written(&page));
    }
    for comment in ["# compose.yml", "# file: ./docker-compose.yaml", "# `stack.yml`", "## compose.yml:"] {
        for info in ["yaml", "yml", ""] {
            let page = format!("```{info}\n{comment}\nx:\n  P: '@'\n```\n");
            assert!(written(&page).contains("P: 'a$$b c'"), "{page}\n{}", written(&page));
        }
    }
}

#[test]
fn a_compose_file_is_seen_by_its_shape() {
    for (info, text, doubled) in [
        ("yaml", SERVICES.to_owned(), true),
        ("yml", format!("name: x\n\n# a comment\n{SERVICES}"), true),
        ("", SERVICES.to_owned(), true),
        ("yaml", SERVICES.replace("image: x", "build: ."), true),
        ("yaml", SERVICES.replace("image: x", "imageTag: x"), false),
        ("yaml", SERVICES.replace("services:", "service:"), false),
        ("yaml", format!("x:\n  {}", SERVICES.replace('\n', "\n  ")), false),
        ("yaml", "services:\n  app:\n    P: '@'\nimage: x\n".to_owned(), false),
        ("yaml", "services:\n- image: x\n  P: '@'\n".to_owned(), false),
    ] {
        let page = format!("```{info}\n{text}```\n");
        let expected = if doubled { "P: 'a$$b c'" } else { "P: 'a$b c'" };
        assert!(written(&page).contains(expected), "{page}\n{}", written(&page));
    }
}

#[test]
fn a_block_without_a_language_is_that_of_the_file_in_its_first_comment() {
    for (comment, line, expected) in [
        ("# .env", "P=@", "P='a$b c'"),
        ("# /etc/app/setup.sh", "echo @", "echo a\\$b\\ c"),
        ("// config.json", "{\"P\": \"@\"}", "{\"P\": \"a$b c\"}"),
        ("# install the app", "P=@", "P=a$b c"),
        ("# see config.yml for more", "P: @", "P: a$b c"),
    ] {
        let page = format!("```\n{comment}\n{line}\n```\n");
        assert!(written(&page).contains(expected), "{page}\n{}", written(&page));
    }
}

/// Notes and tabs as MkDocs writes them: each indents what is in it.
const CONTAINERS: [&str; 6] =
    ["!!! note", "!!! tip \"Title\"", "??? note", "???+ note \"Open\"", "=== \"Docker\"", "===! \"First\""];

#[test]
fn a_block_in_a_container_of_mkdocs_has_the_language_that_it_names() {
    let block = "```yaml title=\"compose.yml\"\nx:\n\n  P: '@'\n```\n\nOr `@`.\n";
    let indented = |text: &str| {
        let lines =
            text.lines().map(|line| if line.is_empty() { String::new() } else { format!("    {line}") });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    };
    for outer in CONTAINERS {
        let one = format!("Text.\n\n{outer}\n\n{}", indented(block));
        let mut pages = vec![one.clone(), one.replace(&format!("{outer}\n\n"), &format!("{outer}\n"))];
        pages.extend(
            CONTAINERS
                .map(|inner| format!("{outer}\n\n{}", indented(&format!("{inner}\n\n{}", indented(block))))),
        );
        for page in pages {
            let written = written(&page);
            assert!(written.contains("P: 'a$$b c'") && written.contains("Or `a$b c`."), "{page}\n{written}");
            // Nothing else of the page has changed.
            assert_eq!(written.replace("a$$b c", "@").replace("a$b c", "@"), page);
        }
    }
}

/// Returns the static Markdown of a page with the value at its `@`.
fn written(page: &str) -> String {
    let page = page.replace('@', "{{< sitevar name=\"p\" nojs=\"x\" >}}");
    let yaml = "variables: {p: {type: text}}";
    let variables: Variables = serde_yaml::from_str(yaml).unwrap();
    let set = std::collections::BTreeMap::from([("p".to_owned(), VALUE.to_owned())]);
    let values: Values = variables.resolve(&set);
    let options = Options { variables: Arc::new(variables), ..Options::default() };
    let outcome = expand(&Source::new("page.md", page), Arc::new(NoTemplates), &options);
    let written = outcome.value.markdown(&values);
    assert!(written.diagnostics.is_empty(), "{:?}", written.diagnostics);
    written.value
}
