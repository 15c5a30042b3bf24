//! Rounds: each is a folder with mutants of one kind, and the commands that it is given to.

use std::fs;
use std::path::Path;

use fastrand::Rng;

use super::grammar::DIGEST;
use super::mutant;

/// The texts that mutants are made of.
pub(super) struct Originals {
    pub(super) pages: Vec<Vec<u8>>,
    pub(super) settings: Vec<Vec<u8>>,
    pub(super) templates: Vec<Vec<u8>>,
}

/// What is changed in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Pages,
    Settings,
    Templates,
    Data,
    Digests,
}

impl Kind {
    /// Chooses one, pages most of the time.
    pub(super) fn any(rng: &mut Rng) -> Self {
        match rng.u8(..20) {
            0 => Kind::Settings,
            1 | 2 => Kind::Templates,
            3 => Kind::Data,
            4 => Kind::Digests,
            _ => Kind::Pages,
        }
    }
}

/// How many pages a folder has.
pub(super) const PAGES: usize = 40;

/// Data, of every kind that is read, with the template that reads it.
const DATA: [(&str, &str); 5] = [
    ("data/d.yaml", "a: [1, é]\nü: {b: ~, c: 2024-01-02}\nd: &x |\n  é\ne: *x\n"),
    ("data/d.json", "{\"a\": [1, \"é\", 1e3], \"ü\": {\"b\": null, \"c\": true}}"),
    ("data/d.toml", "a = [1, 2]\n[ü]\nb = 1979-05-27\n[[c]]\nd = '''é'''\n"),
    ("data/d.csv", "a,é\n\"ü\"\"\",1\n"),
    ("i18n/en.yaml", "a: {other: é}\n"),
];

const READS_DATA: &str =
    "{{ site.Data.d | jsonify }}{{ range $k, $v := site.Data.d }}{{ $k }}{{ $v }}{{ end }}{{ i18n \"a\" }}";

/// Cheap digests of each kind.
const DIGESTS: [&str; 7] = [
    "$pbkdf2$1$c2FsdA$DGDID5YfDnHzqbUkrxYSBi/gN6Y",
    "$pbkdf2-sha512$1$c2FsdHNhbHQ$DGDID5YfDnHzqbUkrxYSBi/gN6Y",
    "$argon2id$v=19$m=64,t=1,p=1$AAECAwQFBgcICQoLDA0ODw$NlgTrjPrZNSFw6cofTcmsbkL4ZFZOcq7xj35nNzey10",
    "$2b$04$3o9IF74Phgdz4Q6j7K7s0unovt.v.7YBLKFyV73pGTd2.tfdz/F8e",
    "$scrypt$ln=4,r=8,p=1$ySYknWRq9On6wWfpsOUQQg$C28LpWaXQ3P0/dcbN0njxJx4VL/UCQIAWlnYAJgT/mY",
    "$5$rounds=1000$4X/QmdRP6q7Ilhpc$2sperIXN6jawEYd8a8arineQHqYIEGURjZGdD4H4xs8",
    DIGEST,
];

/// Writes a round's files and returns the commands to run in the folder.
///
/// # Errors
///
/// Fails where the system refuses.
pub(super) fn write(
    kind: Kind,
    originals: &Originals,
    folder: &Path,
    rng: &mut Rng,
) -> std::io::Result<Vec<Vec<String>>> {
    let put = |path: &str, bytes: &[u8]| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, bytes)
    };
    let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<String>>();
    put("stdin", &page(originals, rng))?;
    if kind == Kind::Digests {
        return Ok((0..8).map(|_| digest_command(originals, rng)).collect());
    }
    let keep = if rng.bool() { "unknown_shortcodes: keep\n" } else { "" };
    put("site/sitevar.yml", format!("title: Mutants\n{keep}").as_bytes())?;
    put("site/content/_index.md", b"Home\n")?;
    match kind {
        Kind::Settings => {
            let name = if rng.u8(..4) == 0 { "hugo.yaml" } else { "sitevar.yml" };
            put(&format!("site/{name}"), &any(&originals.settings, originals, rng))?;
            put("site/content/page.md", any_of(&originals.pages, rng))?;
        }
        Kind::Templates => {
            let names = ["s.html", "callout.html", "tab.html", "details.html"];
            for name in names {
                put(&format!("site/layouts/_shortcodes/{name}"), &any(&originals.templates, originals, rng))?;
            }
            put("site/layouts/_partials/p.html", &any(&originals.templates, originals, rng))?;
            put("site/content/page.md", "# é\n\n{{< s \"ü\" a=1 >}}\n{{< s ü 2 >}}x{{< /s >}}\n{{% callout note %}}\n> é\n{{% /callout %}}\n{{< tabs >}}{{< tab \"é\" >}}x{{< /tab >}}{{< /tabs >}}\n".as_bytes())?;
            put(
                "site/content/other.md",
                "{{< s >}}{{< details \"é\" >}}{{< s \"a\" >}}{{< /details >}}{{< /s >}}\n".as_bytes(),
            )?;
        }
        Kind::Data => {
            for (name, text) in DATA {
                let text = if rng.u8(..4) == 0 {
                    mutant::of(text.as_bytes(), &originals.pages, rng)
                } else {
                    text.into()
                };
                put(&format!("site/{name}"), &text)?;
            }
            put("site/layouts/_shortcodes/d.html", READS_DATA.as_bytes())?;
            put("site/content/page.md", b"{{< d >}}\n")?;
        }
        Kind::Pages | Kind::Digests => {
            for number in 0..PAGES {
                put(&format!("site/content/page-{number}.md"), &page(originals, rng))?;
            }
        }
    }
    let page = if kind == Kind::Pages { "page-0" } else { "page" };
    Ok([
        "expand --format short site/content -o expanded",
        "build --format short site -o built",
        "offline --format short site/content -o guides.html",
        "assets --format short site -o assets",
        &format!("expand --site site site/content/{page}.md -o single.md"),
        "expand --site site - -o single.md",
        "init site",
        "init site/content --hugo",
    ]
    .map(words)
    .to_vec())
}

fn digest_command(originals: &Originals, rng: &mut Rng) -> Vec<String> {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).replace('\0', "");
    let word = |text: &str, rng: &mut Rng| {
        self::text_of(&mutant::of(text.as_bytes(), &originals.templates[..1], rng))
    };
    let named = ["pbkdf2-sha256", "bcrypt", "scrypt", "argon2id", "sha2crypt"];
    match rng.u8(..6) {
        0 => vec!["digest".into(), "--algorithm".into(), word(named[rng.usize(..named.len())], rng)],
        1 => vec![
            "secret".into(),
            "--charset".into(),
            word("rfc3986", rng),
            "--length".into(),
            word("72", rng),
        ],
        _ => {
            let digest = DIGESTS[rng.usize(..DIGESTS.len())];
            vec!["verify".into(), text(mutant::of(digest.as_bytes(), &[digest.as_bytes().to_vec()], rng))]
        }
    }
}

/// Returns an argument: it holds no NUL byte.
fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace('\0', "")
}

fn page(originals: &Originals, rng: &mut Rng) -> Vec<u8> {
    any(&originals.pages, originals, rng)
}

/// Returns a mutant of one of the texts.
fn any(texts: &[Vec<u8>], originals: &Originals, rng: &mut Rng) -> Vec<u8> {
    mutant::of(any_of(texts, rng), &originals.pages, rng)
}

fn any_of<'a>(texts: &'a [Vec<u8>], rng: &mut Rng) -> &'a [u8] {
    rng.choice(texts).map_or(&[], Vec::as_slice)
}
