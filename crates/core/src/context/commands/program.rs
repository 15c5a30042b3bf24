//! Which program a command calls, also through another one: `sudo -u postgres psql`, `docker exec -i db psql`.

use super::Row;
use super::table::ROWS;
use crate::context::escape::is_name;
use crate::text::{Find, Signs, is_one_of};

/// The program of a command.
#[derive(Debug, Clone, Copy)]
pub(super) struct Program {
    pub(super) row: &'static Row,
    /// Its place among the words.
    pub(super) at: usize,
}

/// Programs that call the one that some later word names.
const CALLERS: &str = "arch-chroot busybox chroot command doas docker docker-compose env exec find flatpak \
    flock gosu incus ionice kubectl lxc lxc-attach machinectl multipass nerdctl nice nohup nsenter oc \
    parallel pct pipenv podman podman-compose poetry runuser screen setsid sshpass stdbuf su-exec sudo \
    systemd-run time timeout unshare uv wsl xargs";

/// Keywords of a shell that may come before a command.
const KEYWORDS: &str = "! { do elif else if then until while builtin";

/// Options without a value: the word after one of them may be a program.
const FLAGS: &str = "-- --detach --exec --interactive --privileged --rm --tty -exec";

/// The letters of such options: `docker exec -it db psql`, `sudo -E psql`.
const LETTERS: &str = "EHPSTdiqrt";

impl Program {
    /// Finds the program that reads the words after it; nothing where no row knows it.
    pub(super) fn find(words: &[&str]) -> Option<Self> {
        let first = first(words)?;
        let row = |at: usize| {
            let word = words.get(at).filter(|word| !word.has_any(":="))?;
            ROWS.iter().find(|row| is_one_of(row.programs, name(word))).map(|row| Self { row, at })
        };
        let is_caller = words.get(first).is_some_and(|word| is_one_of(CALLERS, name(word)));
        let called = |from: usize| {
            let is_free = |at: &usize| words.get(at - 1).is_some_and(|before| !takes_word(before));
            let mut found = (from + 1..words.len()).filter(is_free).filter_map(row).peekable();
            // The name of a container may be that of a program: `docker exec mysql sh -c`.
            std::iter::from_fn(|| Some((found.next()?, found.peek().map(|next| next.at))))
                .find(|(program, next)| *next != Some(program.at + 1))
                .map(|(program, _)| program)
        };
        // What follows `--` is the command, where there is one.
        let dashes = words.iter().position(|word| *word == "--");
        let starts = [dashes, Some(first)].into_iter().flatten().filter(|_| is_caller);
        let mut programs = starts.filter_map(called);
        if let Some(program) = programs.next() {
            return Some(program);
        }
        row(first).or_else(|| shell(words, first).and_then(row))
    }
}

/// Tells whether the next word may be the value of an option.
fn takes_word(option: &str) -> bool {
    let letters = option.strip_prefix('-').filter(|letters| !letters.starts_with('-'));
    let is_flag = is_one_of(FLAGS, option)
        || option.has('=')
        || letters.is_some_and(|letters| letters.chars().all(|c| LETTERS.has(c) || !c.is_ascii_alphabetic()));
    option.starts_with('-') && !is_flag
}

/// Returns where a shell is called with a script by a program that no row knows: `flock x sh -c`.
fn shell(words: &[&str], first: usize) -> Option<usize> {
    (first..words.len()).find(|at| {
        let option = words.get(at + 1).and_then(|option| option.strip_prefix('-'));
        let is_shell = words.get(*at).is_some_and(|word| name(word).ends_with("sh"));
        is_shell && option.is_some_and(|letters| letters.ends_with('c') && !letters.starts_with('-'))
    })
}

/// Returns where a program is among the words that is called by its name, directly or through another one.
pub(in crate::context) fn is_called(words: &[&str], wanted: &str) -> Option<usize> {
    let first = first(words)?;
    let is_caller = words.get(first).is_some_and(|word| is_one_of(CALLERS, name(word)));
    let end = if is_caller { words.len() } else { first + 1 };
    (first..end).find(|at| words.get(*at).is_some_and(|word| name(word) == wanted))
}

/// Returns the place of the first word that is neither a keyword nor an assignment.
fn first(words: &[&str]) -> Option<usize> {
    words.iter().position(|word| {
        let is_assignment =
            word.split_once('=').is_some_and(|(name, _)| !name.is_empty() && name.chars().all(is_name));
        !is_assignment && !is_one_of(KEYWORDS, word)
    })
}

/// Returns the name of a program without its folder and its version: `/usr/bin/python3.12` is `python`.
fn name(word: &str) -> &str {
    let name = word.rsplit('/').next().unwrap_or_default();
    name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
}
