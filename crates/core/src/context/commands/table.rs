//! The table: a row for programs that read texts in the same way.

use super::Place::{First, From, Input, Option, Script};
use super::Row;
use super::Speech::{In, Shown};
use crate::context::language::Language;
use crate::context::languages::arguments::{
    BODY, COOKIES, CREDENTIALS, ENCODED_FIELD, FORM, FORM_FIELD, HEADER,
};
use crate::context::languages::cron::CRONTAB;
use crate::context::languages::filter::{AWK, AWK_VARIABLE, JQ, SED};
use crate::context::languages::{
    JAVASCRIPT, JSON, KUBERNETES, LDIF, PHP, POWERSHELL, PYTHON, RUBY, SHELL, SQL, STRICT, TEXT, XML,
};
use crate::text::Signs;

/// Every row.
pub(super) static ROWS: &[Row] = &[
    Row {
        programs: "ash bash dash ksh sh zsh",
        texts: &[(Option("-c"), In(&SHELL)), (Script, In(&SHELL))],
        ..Row::BASE
    },
    Row {
        programs: "gcloud runuser script su vagrant",
        texts: &[(Option("-c --command"), In(&SHELL)), (Input, In(&SHELL))],
        ..Row::BASE
    },
    Row { programs: "eval", texts: &[(From(0), In(&SHELL))], ..Row::BASE },
    Row { programs: "crontab", texts: &[(Input, In(&CRONTAB))], ..Row::BASE },
    Row { programs: "at batch", texts: &[(Input, In(&SHELL))], ..Row::BASE },
    Row { programs: "trap", texts: &[(First, In(&SHELL))], ..Row::BASE },
    Row { programs: "watch", texts: &[(From(0), In(&SHELL))], valued: "n", ..Row::BASE },
    Row {
        programs: "ssh",
        texts: &[(From(1), In(&SHELL)), (Input, In(&SHELL))],
        valued: "bcDEeFIiJLlmOopQRSWwB",
        ..Row::BASE
    },
    Row { programs: "powershell pwsh", texts: &[(Option("-command -c"), In(&POWERSHELL))], ..Row::BASE },
    Row {
        programs: "psql",
        texts: &[(Option("-c --command"), In(&SQL)), (Input, In(&SQL))],
        valued: "cdfhoUpPRFTvL",
        ..Row::BASE
    },
    Row {
        programs: "mariadb mysql",
        texts: &[(Option("-e --execute"), In(&SQL)), (Input, In(&SQL))],
        valued: "ehuPSD",
        joined: "p",
        ..Row::BASE
    },
    Row {
        programs: "sqlite",
        texts: &[(Option("-cmd"), In(&SQL)), (From(1), In(&SQL)), (Input, In(&SQL))],
        long: &[
            ("-separator", 1),
            ("-newline", 1),
            ("-nullvalue", 1),
            ("-init", 1),
            ("-maxsize", 1),
            ("-vfs", 1),
        ],
        ..Row::BASE
    },
    Row {
        programs: "cqlsh sqlcmd",
        texts: &[(Option("-e -Q -q --execute"), In(&SQL)), (Input, In(&SQL))],
        valued: "eQqSUPdukp",
        ..Row::BASE
    },
    Row {
        programs: "clickhouse-client",
        texts: &[(Option("-q --query"), In(&SQL)), (Input, In(&SQL))],
        valued: "qhud",
        ..Row::BASE
    },
    Row {
        programs: "curl",
        texts: &[
            (Option("-d --data --data-ascii --data-binary --data-raw"), Shown(body)),
            (Option("--data-urlencode"), In(&ENCODED_FIELD)),
            (Option("--json"), In(&JSON)),
            (Option("-F --form"), In(&FORM_FIELD)),
            (Option("-u --user -U --proxy-user"), In(&CREDENTIALS)),
            (Option("-H --header --proxy-header"), In(&HEADER)),
            (Option("-b --cookie"), In(&COOKIES)),
            (Input, Shown(body)),
        ],
        valued: "AbcCdDeEFhHKmoPQrtTuUwxXyYz",
        ..Row::BASE
    },
    Row {
        programs: "wget",
        texts: &[(Option("--post-data --body-data"), Shown(body)), (Option("--header"), In(&HEADER))],
        ..Row::BASE
    },
    Row {
        programs: "sed gsed",
        texts: &[(Option("-e --expression"), In(&SED)), (First, In(&SED))],
        valued: "efl",
        joined: "i",
        ..Row::BASE
    },
    Row {
        programs: "awk gawk mawk nawk",
        texts: &[(Option("-v --assign"), In(&AWK_VARIABLE)), (First, In(&AWK))],
        valued: "vF",
        ..Row::BASE
    },
    Row {
        programs: "jq",
        texts: &[(First, In(&JQ))],
        long: &[("--arg", 2), ("--argjson", 2), ("--slurpfile", 2), ("--rawfile", 2), ("--indent", 1)],
        ..Row::BASE
    },
    Row { programs: "yq", texts: &[(Option("e eval"), In(&JQ)), (First, In(&JQ))], valued: "I", ..Row::BASE },
    Row {
        programs: "python",
        texts: &[(Option("-c"), In(&PYTHON)), (Script, In(&PYTHON))],
        valued: "cmWX",
        ..Row::BASE
    },
    Row {
        programs: "bun node",
        texts: &[(Option("-e --eval -p --print"), In(&JAVASCRIPT)), (Script, In(&JAVASCRIPT))],
        valued: "ep",
        ..Row::BASE
    },
    Row {
        programs: "mongo mongosh",
        texts: &[(Option("--eval"), In(&JAVASCRIPT)), (Input, In(&JAVASCRIPT))],
        valued: "up",
        ..Row::BASE
    },
    Row { programs: "php", texts: &[(Option("-r --execute"), In(&PHP))], valued: "rdc", ..Row::BASE },
    Row {
        programs: "gitlab-rails rails ruby",
        texts: &[(Option("-e runner"), In(&RUBY)), (Script, In(&RUBY))],
        valued: "e",
        ..Row::BASE
    },
    Row {
        programs: "lua osascript perl Rscript",
        texts: &[(Option("-e -E"), In(&STRICT)), (Script, In(&STRICT))],
        valued: "eE",
        ..Row::BASE
    },
    Row { programs: "kubectl oc", texts: &[(Input, In(&KUBERNETES))], ..Row::BASE },
    Row { programs: "ldapadd ldapmodify", texts: &[(Input, In(&LDIF))], ..Row::BASE },
    // Programs that take every byte as it is.
    Row {
        programs: "base chpasswd gpg openssl pass read sha256sum wl-copy xclip :",
        texts: &[(Input, In(&TEXT))],
        ..Row::BASE
    },
];

/// Returns the language of what curl sends: JSON, XML, the fields of a form, or a message in plain text.
fn body(text: &str) -> &'static Language {
    match text.trim_start() {
        text if crate::context::languages::json::looks_like_json(text) => &JSON,
        text if text.starts_with('<') => &XML,
        text if text.starts_with('@') => &TEXT,
        text if begins_with_a_field(text) => &FORM,
        text if text.has_any("{[(;\"\n") => &STRICT,
        _ => &BODY,
    }
}

/// Tells whether a text begins with the name of a field and `=`.
fn begins_with_a_field(text: &str) -> bool {
    text.split_once('=').is_some_and(|(name, _)| !name.contains(char::is_whitespace))
}
