//! The language that a text itself shows: by the name of a file in its first comment, or by its shape.
//!
//! Few authors say that a block of YAML is a Compose file, and there a dollar sign means something else.

use super::language::Language;
use super::languages::{
    APACHE, CLOUD_INIT, COMPOSE, CONSOLE, DOCKERFILE, FISH, KUBERNETES, NGINX, PLAYBOOK, SHELL, SYSTEMD,
    WORKFLOW, YAML,
};
use super::languages::{cron, template};
use super::token::Inner;
use crate::text::{Find, Signs, is_in, is_one_of};

/// What comments begin with, and how they end.
const COMMENTS: [(&str, &str); 6] =
    [("#", ""), ("//", ""), (";", ""), ("--", ""), ("<!--", "-->"), ("/*", "*/")];

/// Words before the name of a file: `# file: compose.yml`.
const LABELS: [&str; 3] = ["file:", "filename:", "path:"];

/// A language, and whether a text shows that it is in it.
type Shape = (&'static Language, fn(&str) -> bool);

/// The shapes of files that have keys of their own.
static SHAPES: [Shape; 8] = [
    (&CLOUD_INIT, |text| text.starts_with("#cloud-config")),
    (&COMPOSE, is_compose),
    (&SYSTEMD, |text| text.lines().any(|line| is_one_of(SECTIONS, line.trim_end()))),
    (&NGINX, |text| has_line(text, &["server {", "location ", "upstream "], '{') && text.has(";\n")),
    (&APACHE, |text| has_line(text, &["<VirtualHost", "<Location", "<Directory", "<IfModule"], '>')),
    (&KUBERNETES, |text| has_keys(text, &["apiVersion:", "kind:"])),
    (&WORKFLOW, |text| has_keys(text, &["on:", "jobs:"])),
    (&PLAYBOOK, |text| {
        has_keys(text, &["- hosts:", "  tasks:"]) || has_keys(text, &["- name:", "  hosts:", "  tasks:"])
    }),
];

impl Inner {
    /// Returns the languages of a text in these, as the text itself shows them.
    pub(super) fn shown_by(self, text: &str) -> Self {
        let language = self.inmost().shown_by(text);
        let named = || file_of_first_comment(text).and_then(|name| template::of_name(name).1);
        let layer = self.then.map(|_| self.language).or_else(named);
        // A name may only say that it is a template.
        let known = layer.filter(|layer| *layer != &template::ANY);
        Self::around(known.or_else(|| template::shown(language, text)).or(layer), language)
    }
}

impl Language {
    /// Returns the language of a text in this one, as the text itself shows it.
    pub(super) fn shown_by(&'static self, text: &str) -> &'static Language {
        let named = file_of_first_comment(text).and_then(Language::of_file);
        match named {
            Some(named) if is_one_of(named.refines, self.name) || self.is_unnamed() => named,
            _ => {
                let fits = |(shown, is_one): &&Shape| {
                    (is_one_of(shown.refines, self.name) || self.is_unnamed()) && is_one(text)
                };
                let shown = SHAPES.iter().find(fits).map(|(shown, _)| *shown);
                let table = || cron::shown(text).filter(|_| self.is_unnamed() || *self == SHELL);
                let commands = || commands(text).filter(|_| self == Language::text());
                shown.or_else(table).or_else(commands).unwrap_or(self)
            }
        }
    }

    /// Returns the language of a file inside of another, as its lines show it; nothing where they may be prose.
    pub(super) fn of_content(text: &str) -> Option<&'static Language> {
        let first = text.lines().find(|line| !line.trim().is_empty())?;
        if first.starts_with("#!") {
            return Some(match first {
                first if first.ends_with("fish") => &FISH,
                first if first.ends_with("sh") => &SHELL,
                _ => Language::unknown(),
            });
        }
        if first.starts_with('[') && first.trim_end().ends_with(']') && !first.starts_with("[\"") {
            return Some(Language::unknown());
        }
        is_mapping(text).then(|| YAML.shown_by(text))
    }

    /// Tells whether the page did not say what the language is.
    fn is_unnamed(&self) -> bool {
        self == Language::text() || self == Language::unknown()
    }
}

/// Sections of units that no other file has; `[service]` is one of Gitea.
const SECTIONS: &str = "[Unit] [Service] [Timer] [Socket] [Container]";

/// Programs that guides call first.
const PROGRAMS: &str = "sudo docker docker-compose podman kubectl helm export cd mkdir chmod chown cp mv rm cat echo \
    printf sed apt apt-get dnf yum pacman apk brew snap systemctl service curl wget git ssh scp rsync openssl psql mysql \
    mariadb sqlite3 npm npx node pip pip3 python python3 php occ su source crontab htpasswd ufw tailscale";

/// Returns the language of commands in a block that says nothing: a prompt, a line of `#!`, a known program, a Dockerfile.
fn commands(text: &str) -> Option<&'static Language> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_script = text.starts_with("#!");
    let first = if is_script { lines.next()? } else { lines.find(|line| !line.starts_with("# "))? };
    if is_script {
        return Language::of_content(first);
    }
    if first.starts_with("$ ") {
        return Some(&CONSOLE);
    }
    let word = first.split(' ').next()?;
    let is_instruction =
        |line: &str| is_in("RUN CMD COPY ENV ENTRYPOINT", line.split(' ').next().unwrap_or_default());
    if word == "FROM" && lines.any(is_instruction) {
        return Some(&DOCKERFILE);
    }
    is_in(PROGRAMS, word).then_some(&SHELL)
}

/// Returns the name of a file, where the first line is a comment with nothing else in it.
fn file_of_first_comment(text: &str) -> Option<&str> {
    let line = text.trim_start().lines().next()?.trim();
    let comment = COMMENTS.iter().find_map(|(open, close)| {
        line.strip_prefix(open)
            .map(|rest| rest.trim_start_any("#/;"))
            .map(|rest| rest.strip_suffix(close).unwrap_or(rest).trim())
    })?;
    let name = LABELS.iter().find_map(|label| comment.strip_prefix(label)).unwrap_or(comment);
    let name = name.trim().trim_end_matches(':').trim_any("`\"");
    (!name.contains(char::is_whitespace)).then_some(name)
}

/// Tells whether a text is a mapping of YAML: every line that is not indented is a key, a list's item or a comment.
fn is_mapping(text: &str) -> bool {
    let is_key = |line: &str| {
        let Some((name, follows)) = line.split_once(':') else { return false };
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".has(c));
        is_name && (follows.trim().is_empty() || follows.starts_with(' '))
    };
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with_any("# "));
    let first = lines.next().unwrap_or_default();
    (is_key(first) || first == "---")
        && lines.all(|line| is_key(line) || line.starts_with("- ") || line == "---")
}

/// Tells whether a text has lines that begin with each of these.
fn has_keys(text: &str, keys: &[&str]) -> bool {
    keys.iter().all(|key| text.lines().any(|line| line.starts_with(key)))
}

/// Tells whether a text has a line that begins with one of these and ends with a sign.
fn has_line(text: &str, starts: &[&str], end: char) -> bool {
    let mut lines = text.lines().map(str::trim);
    lines.any(|line| line.ends_with(end) && starts.iter().any(|start| line.starts_with(start)))
}

/// Tells whether a text is a Compose file: `services:` at its root, and an `image` or a `build` below that.
fn is_compose(text: &str) -> bool {
    let mut lines = text.lines().skip_while(|line| line.trim_end() != "services:").skip(1);
    let below = lines.by_ref().take_while(|line| line.is_empty() || line.starts_with_any(" #"));
    below.map(str::trim_start).any(|line| {
        ["image:", "build:"].iter().any(|key| {
            line.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with_any(" \r"))
        })
    })
}
