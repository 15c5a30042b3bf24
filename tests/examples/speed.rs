//! Pages that are made to be slow: the work grows with the length of a page and not with its square.

use std::time::{Duration, Instant};

use sitevar_core::{Kind, Passage, PassageKind, Scope, Variable, Variables, find_examples};

/// What a page repeats.
const PIECES: [&str; 24] = [
    "<",
    ">",
    "</a>",
    "<client id>",
    "<client id",
    "example.com.",
    "example.com ",
    "auth.example.com\n",
    "example\\\\.com ",
    "dc=example,dc=com,",
    "dc=",
    "YOUR_",
    "YOUR_CLIENT_ID ",
    "your-",
    "a.company ",
    "_ID",
    "secret: insecure_secret\n",
    "clients:\n  client_secret: insecure_secret\n",
    "# insecure_secret $a$b$c$d\n",
    "$pbkdf2-sha512$1$c2FsdA$aGFzaA # insecure_secret ",
    "https%3A%2F%2Fauth.example.com%2F",
    "The placeholder `a.b` is the FQDN of ",
    "client_id: a\n",
    "CLIENT ID a",
];

/// How long a page may take; on a machine with nothing else to do it takes a twentieth of it.
const LIMIT: Duration = Duration::from_secs(5);

/// Shorter times say nothing about each other.
const MEASURABLE: Duration = Duration::from_millis(100);

/// How often a page is tried.
const TRIES: usize = 8;

#[test]
fn hostile_pages_take_as_long_as_they_are() {
    let variables = variables();
    for piece in PIECES {
        // Others use the machine, too: what is linear is seen to be so in one of a few tries.
        let mut last = Vec::new();
        let is_linear = (0..TRIES).any(|_| {
            let times = [100_000, 400_000].map(|length| time(piece, length, &variables));
            last.push(times);
            times[1] < LIMIT && (times[1] < MEASURABLE || times[1] < 8 * times[0])
        });
        assert!(is_linear, "100 kB and 400 kB of {piece:?} take {last:?}");
    }
}

fn time(piece: &str, length: usize, variables: &Variables) -> Duration {
    let kinds = [
        PassageKind::CodeBlock { language: "yaml".to_owned(), title: String::new() },
        PassageKind::CodeSpan,
        PassageKind::Prose,
    ];
    let text = piece.repeat(length / piece.len());
    let mut passages = kinds.map(|kind| Passage { kind, text: text.clone() }).to_vec();
    // A client whose id is everywhere.
    let named = [(PassageKind::Prose, "Client ID:"), (PassageKind::CodeSpan, "a")];
    passages.extend(named.map(|(kind, text)| Passage { kind, text: text.to_owned() }));
    let start = Instant::now();
    for scope in [Scope::Own, Scope::Foreign] {
        find_examples(&passages, variables, scope);
    }
    start.elapsed()
}

/// Twenty examples of every shape.
fn variables() -> Variables {
    let declared: [(&str, Kind, &[&str]); 9] = [
        ("domain", Kind::Domain, &["example.com", "example.org", "*.company"]),
        ("host", Kind::Host, &["auth.example.com", "*.lan", "node-*.cluster.lan", "192.168.1.10"]),
        ("mail", Kind::Email, &["admin@example.com"]),
        ("id", Kind::ClientId, &["<*client*id*>", "<client id>", "YOUR_CLIENT_ID", "YOUR_*_ID", "*_ID"]),
        ("secret", Kind::Secret, &["insecure_secret", "<*client*secret*>"]),
        ("digest", Kind::Digest, &["$pbkdf2-sha512$1$c2FsdA$aGFzaA"]),
        ("path", Kind::Path, &["/path/to/data"]),
        ("url", Kind::Url, &["https://auth.example.com"]),
        ("name", Kind::Text, &["my-app", "bücher.example"]),
    ];
    let mut variables = Variables::default();
    for (name, kind, examples) in declared {
        let variable = Variable {
            kind,
            examples: examples.iter().map(|text| (*text).to_owned()).collect(),
            of: (kind == Kind::Digest).then(|| "secret".to_owned()),
            prose: true,
            ..Variable::default()
        };
        variables.variables.insert(name.to_owned(), variable);
    }
    variables
}
