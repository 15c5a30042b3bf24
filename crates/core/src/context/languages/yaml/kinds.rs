//! Files in YAML that a program reads in its own way: which of their values are commands, and what it replaces in them.

use super::YAML;
use super::commands::{CommandKeys, Reads};
use crate::context::language::{Grammar, Language};
use crate::context::languages::{UNKNOWN, WORDS, template};
use crate::context::rule::{Interpolation, TokenRule};

/// A Compose file: in values a dollar sign is written twice
/// (Compose specification, section "Interpolation").
pub(in crate::context) static COMPOSE: Language = Language {
    name: "compose",
    aliases: "docker-compose",
    files: "compose*.yml compose*.yaml docker-compose*.yml docker-compose*.yaml podman-compose*.yml \
        podman-compose*.yaml docker-stack*.yml stack.yml stack.yaml",
    refines: "yaml",
    content: Some(&INTERPOLATED),
    command_keys: &[
        CommandKeys { keys: "command entrypoint", reads: Reads::Words(&WORDS), layer: None },
        CommandKeys { keys: "test", reads: Reads::Check, layer: None },
    ],
    ..YAML
};

/// Objects of Kubernetes.
pub(in crate::context) static KUBERNETES: Language = Language {
    name: "kubernetes",
    aliases: "k8s",
    files: "",
    refines: "yaml",
    command_keys: &[
        CommandKeys { keys: "command args", reads: Reads::List, layer: Some(&REFERENCES) },
        CommandKeys { keys: "value", reads: Reads::Value, layer: Some(&REFERENCES) },
    ],
    ..YAML
};

/// Values in which Kubernetes replaces `$(NAME)` (API reference, `Container`: a doubled sign stays).
static REFERENCES: Language = Language { name: "values of Kubernetes", word: &REFERENCE, ..INTERPOLATED };

static REFERENCE: TokenRule = TokenRule {
    name: "values of Kubernetes",
    escapes: &[("$$", "$$$$"), ("$(", "$$(")],
    interpolations: &[Interpolation::Between("$(", ")")],
    ..DOLLARS
};

/// Workflows of continuous integration: GitHub, Forgejo and Gitea, GitLab, Woodpecker and Drone.
pub(in crate::context) static WORKFLOW: Language = Language {
    name: "workflow",
    aliases: "github-actions",
    files: "*.github/workflows/* *.forgejo/workflows/* *.gitea/workflows/* *.gitlab-ci.yml \
        .woodpecker.yml .drone.yml",
    refines: "yaml",
    content: Some(&template::EXPRESSIONS),
    command_keys: &[
        CommandKeys { keys: "run", reads: Reads::Script, layer: None },
        CommandKeys { keys: "script before_script after_script commands", reads: Reads::Shell, layer: None },
        // An expression as it is.
        CommandKeys { keys: "if", reads: Reads::Words(&UNKNOWN), layer: None },
    ],
    ..YAML
};

/// Playbooks of Ansible.
pub(in crate::context) static PLAYBOOK: Language = Language {
    name: "playbook",
    aliases: "ansible",
    files: "playbook*.yml playbook*.yaml",
    refines: "yaml",
    // Ansible renders some values more than once, so what is escaped for the first time would run.
    content: Some(&template::ANY),
    command_keys: &[
        CommandKeys {
            keys: "shell ansible.builtin.shell command ansible.builtin.command raw cmd",
            reads: Reads::Shell,
            layer: None,
        },
        CommandKeys { keys: "content", reads: Reads::File, layer: None },
        // Expressions as they are.
        CommandKeys {
            keys: "when until changed_when failed_when that loop var",
            reads: Reads::Words(&UNKNOWN),
            layer: None,
        },
    ],
    ..YAML
};

/// User data of cloud-init.
pub(in crate::context) static CLOUD_INIT: Language = Language {
    name: "cloud-config",
    aliases: "cloud-init",
    files: "user-data cloud-init*.yml cloud-init*.yaml cloud-config*.yml cloud-config*.yaml",
    refines: "yaml",
    command_keys: &[
        CommandKeys { keys: "runcmd bootcmd", reads: Reads::Shell, layer: None },
        CommandKeys { keys: "content", reads: Reads::File, layer: None },
    ],
    ..YAML
};

/// The values of a Compose file.
static INTERPOLATED: Language =
    Language { name: "values of a Compose file", word: &DOLLARS, grammar: Grammar::WHOLE, ..Language::BASE };

static DOLLARS: TokenRule = TokenRule {
    name: "values of a Compose file",
    escapes: &[("$", "$$")],
    interpolations: &[Interpolation::Between("${", "}"), Interpolation::Name("$")],
    multiline: true,
    ..TokenRule::PART
};
