//! Every language has its row, and what the parts of a block of each kind are.

use super::{CodeBlock, MAX_CODE, looks};
use crate::context::languages::{ALL, YAML_KINDS};
use crate::text::Cut;

#[test]
fn every_language_has_its_row() {
    for language in ALL.iter().filter(|language| !YAML_KINDS.contains(language)) {
        assert!(looks::of(language, "").is_some(), "{}", language.name());
    }
}

/// Writes each part that has a class as `class:part`.
fn read(word: &str, title: &str, text: &str) -> String {
    let parts = CodeBlock::new(word, title, text).classes();
    let shown = parts
        .into_iter()
        .map(|(range, class)| format!("{}:{}", class.name().trim_start_matches("hl-"), text.between(range)));
    shown.collect::<Vec<_>>().join(" ")
}

/// The word of an info string, a title, code, and what its parts are.
const CASES: [(&str, &str, &str, &str); 44] = [
    ("yaml", "", "a: &b 'c' # d\ne: 1\nf: true\n", "p:a v:&b s:'c' c:# d p:e n:1 p:f n:true"),
    ("", "compose.yml", "services:\n  a:\n    image: b:1\n", "p:services p:a p:image s:b:1"),
    ("json", "", "{\"a\": \"b\", \"c\" : [-1, null]}", "p:\"a\" s:\"b\" p:\"c\" n:1 n:null"),
    ("toml", "", "[a.b]\nb-c = \"$d\" # e\nf = true\n", "h:[a.b] p:b-c s:\"$d\" c:# e p:f n:true"),
    ("ini", "", "[a]\nb = c d\n; e\n", "h:[a] p:b s:c d c:; e"),
    ("", "authelia.service", "[Unit]\nAfter=b.service\n", "h:[Unit] p:After s:b.service"),
    ("properties", "", "a.b=c\n# d\n", "p:a.b s:c c:# d"),
    ("env", "", "A='b' # c\nD=${E}\n", "p:A s:'b' c:# c p:D v:${E}"),
    ("ldif", "", "dn: cn=a\n# b\n", "p:dn s:cn=a c:# b"),
    ("csv", "", "\"a\",b\n", "s:\"a\""),
    ("console", "", "$ echo 'a' # b\nc -d\n", "s:'a' c:# b"),
    ("bash", "", "# a\nB=c docker run -p \"x$D\" | tee 'e'\n", "c:# a p:B v:-p s:\"x v:$D s:\" f:tee s:'e'"),
    ("bash", "", "if a --b \\\n  c; then d; fi\n", "k:if v:--b k:then f:d k:fi"),
    ("bash", "", "cat > a <<EOF\nb: $c\nEOF\n", "f:cat s:b:  v:$c s:\n f:EOF"),
    ("fish", "", "set -x A 'b' # c\n", "k:set v:-x s:'b' c:# c"),
    ("batch", "", "rem a\nSET B=\"c\"\n", "c:rem a k:SET s:\"c\""),
    ("powershell", "", "Set-Item -Path $env 'b' # c\n", "f:Set-Item v:-Path v:$env s:'b' c:# c"),
    ("makefile", "", "a: b\n\tcc -o $@ # c\n", "p:a v:-o v:$@"),
    (
        "nginx",
        "",
        "server {\n  listen 80; # a\n  set $b \"c\";\n}\n",
        "k:server k:listen n:80 c:# a k:set v:$b s:\"c\"",
    ),
    ("caddyfile", "", "a.example {\n\treverse_proxy b:80\n}\n", "k:a.example k:reverse_proxy"),
    ("haproxy", "", "backend a\n    server b c:80\n", "k:backend k:server"),
    ("", "sshd_config", "# a\nPort 22\n", "c:# a k:Port n:22"),
    ("dockerfile", "", "FROM a:1 AS b\nRUN c --d \\\n  e\n", "k:FROM k:RUN v:--d"),
    ("hcl", "", "resource \"a\" \"b\" {\n  c = 1\n}\n", "k:resource s:\"a\" s:\"b\" p:c n:1"),
    ("python", "", "def a(b):\n    return C(f'd', None) # e\n", "k:def f:a k:return f:C s:f'd' n:None c:# e"),
    ("js", "", "a /* b\n c */\nconst d = { e: 'f' };\n", "c:/* b\n c */ k:const p:e s:'f'"),
    ("ts", "", "let a: Foo = b(1)", "k:let p:a t:Foo f:b n:1"),
    ("go", "", "func a() string { return `b` }", "k:func f:a k:string k:return s:`b`"),
    ("java", "", "class A { int b = 1; }", "k:class k:int n:1"),
    ("kotlin", "", "val a = \"b\" // c", "k:val s:\"b\" c:// c"),
    ("php", "", "$a = <<<B\nc\nB; // d", "v:$a c:// d"),
    ("ruby", "", "a.b = { c: 'd' } # e", "p:c s:'d' c:# e"),
    (
        "sql",
        "",
        "Select a, count(*) FROM b WHERE c = 'd' -- e",
        "k:Select f:count k:FROM k:WHERE s:'d' c:-- e",
    ),
    ("html", "", "<a href=\"b\">c</a><!-- d -->", "k:a p:href s:\"b\" k:a c:<!-- d -->"),
    ("xml", "", "<x:a b=\"c\"/>", "k:x:a p:b s:\"c\""),
    ("vue", "", "<p>{{ a }}</p>", "k:p k:p"),
    ("rust", "", "// a\nfn b<'c>() -> u8 {}\n", "c:// a k:fn k:u8"),
    ("diff", "", "--- a\n+++ b\n@@ -1 +1 @@\n-a\n+b\n", "h:--- a h:+++ b f:@@ -1 +1 @@ d:-a i:+b"),
    ("css", "", "a { color: red; } /* b */", "p:color c:/* b */"),
    ("lua", "", "local a = 'b' -- c", "k:local s:'b' c:-- c"),
    ("text", "", "a: 'b' # c", ""),
    ("", "", "a: 'b' # c", ""),
    ("no-such-language", "", "a: 'b' # c", ""),
    ("json", "", "", ""),
];

#[test]
fn the_parts_of_code_have_the_classes_of_what_they_are() {
    let found = CASES.map(|(word, title, text, _)| (word, title, read(word, title, text)));
    let expected = CASES.map(|(word, title, _, expected)| (word, title, expected.to_owned()));
    for (found, expected) in found.into_iter().zip(expected) {
        assert_eq!(found, expected);
    }
}

#[test]
fn code_above_the_limit_has_no_classes() {
    let long = "# c\n".repeat(MAX_CODE / 4 + 1);
    assert_eq!(read("bash", "", &long), "");
    assert_eq!(read("yaml", "", &long), "");
    assert!(!read("bash", "", long.after(4)).is_empty());
}
