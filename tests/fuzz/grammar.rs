//! What random pages are made of: shortcode syntax, Markdown, HTML, and characters that somebody forgot.
//!
//! Letters of two, three and four bytes stand right beside everything that is found by counting bytes.

/// The example of a digest that the shipped variables have.
pub const DIGEST: &str = "$pbkdf2-sha512$310000$c8p78n7pUMln0jzvd4aK4Q$JNRBzwAo0ek5qKn50cFzzvE9RXV88h1wJn5KGiHrD0YKtZaR/nCb2CJPOsKaPK0hjf.9yHxzQGZziziccp6Yng";

/// All pieces; the first one is nothing, which a page shrinks to.
#[rustfmt::skip]
pub const PIECES: &[&str] = &[
    "",
    // Whole calls, most of them right.
    "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}", "{{% sitevar name=\"host\" format=\"dn\" %}}",
    "{{< sitevar name=\"domain\" >}}", "{{< sitevar name=\"domain\" format=\"url\" nojs=\"grüße.example\" >}}",
    "{{< sitevar name=\"client-secret\" >}}", "{{< sitevar name=\"client-secret-digest\" >}}", "{{< sitevar name=\"ü\" nojs=\"日本\" >}}",
    "{{< sitevar name=\"nobody\" >}}", "{{< sitevar-preferences >}}", "{{< leaf >}}", "{{% two %}}", "{{< two a=1 b=`x` >}}",
    "{{< inner >}}", "{{< /inner >}}", "{{% inner %}}", "{{% /inner %}}", "{{< inner />}}", "{{< deindent >}}", "{{< /deindent >}}",
    "{{< render >}}", "{{< /render >}}", "{{% render %}}", "{{% /render %}}", "{{% include %}}", "{{< again >}}", "{{< /again >}}",
    "{{% tag %}}", "{{< nobody >}}", "{{< /nobody >}}", "{{< fail >}}", "{{</* leaf */>}}", "{{%/* inner */%}}",
    "{{< x.inline >}}", "{{< /x.inline >}}", "{{< shout \"a\" >}}", "{{< shout `", "{{< shout \"<b>ü\" >}}", "<!--more-->",
    "{{< inner >}}{{% inner %}}", "{{% /inner %}}{{< /inner >}}", "{{< inner >}}ü", "é{{< /inner >}}",
    // Parts of calls.
    "{{<", "{{%", ">}}", "%}}", "{{</", "{{%/", "/*", "*/", "*/>}}", "/", "{{", "}}", "{", "}", "inner", " leaf ", " a=", "=", "\"", "\\\"",
    "\\", "`", " true", " -7", " 3.14", " a.b", "-", "_", ".", ".inline ", "{{<ü", "ü>}}", "{{% é=\"",
    // Markdown.
    "\n", "\n\n", "\n    ", "\n  ", "\n\t", " ", "# ", "## ", "\n===\n", "- ", "\n- ", "\n1. ", "> ", "\n> ", "```\n", "\n```yaml {title=\"x\"}\n",
    "~~~\n", "*", "**", "~~", "[", "](", "][", "]", ")", "![", "<https://", "https://example.com/", "| ", "|\n| --- |\n", "[^1]", "\n[^1]: ",
    "\n: ", "{#id .class}", "{.class}", "- [x] ", "---", "---\n", "+++\n", "...", "'", "&amp;", "&", "&#x", "\n***\n", "\n[a]: /b \"c\"\n", "word",
    "[^ü]", "\n[^ü]: ", "\nBegriff ü\n: ", "\n| é | 日本 |\n|:-:|---|\n| ß | ", "\n> [!NOTE]\n> ", "$$", "\\(", "~2~", "==", ":smile:", ":é:", "www.ü.de",
    "https://ü.example/é?ß#", "mailto:ü@é.example", "\n[ü]: <é> (ß)\n", "![ü](", "# Ü {#", "{#ü .é ß=\"", "**ü", "é**", "_é_", "\\ü", "\n    ü", "“ü”", "ü's",
    "1990s", "\"ü\"", "--", "é---", "<<", "»", "(c)", "1/2", "  \n", "\\\n",
    // Code.
    "\n```shell {title=\"ü\" hl_lines=[1,2]}\n", "\n```é {.ü #é a=\"ß\" b='日本' c=[1, true]}\n", "\n````\n", "\n~~~ yaml title=ü\n", "\n```yaml title=\"compose.yml\"\n",
    "\n$ ", "cat <<EOF\n", "\nEOF\n", "key: ", "'{{< sitevar name=\"domain\" >}}'", "\"{{< sitevar name=\"host\" >}}\"", "$(", "${", "# ü", "// é", "\\$",
    // HTML.
    "<div>", "</div>", "\n<div>\n", "<b>", "</b>", "<a href=\"", "\">", "<!--", "-->", "<br/>", "<", "<p>Ü", "</p>é", "<b>日", "<i>🦉", "<u>e\u{301}",
    "<a href='", "<a href=", "<b title=\"", "<b title=ü", "<img src=x onerror=", "<img src=\"{{< sitevar name=\"domain\" >}}\" alt=\"", "<é", "<a é=\"", "</é", "</",
    "<a href=\"https://{{< sitevar name=\"domain\" >}}/ü\" title='", "<p>{{< sitevar name=\"domain\" >}}", "<{{< sitevar name=\"domain\" >}}>",
    "<script>", "</script>", "<script>let a = 'ü", "<!-- <script", "</script ü>", "<style>", "</style>", "<style>ü{", "<title>", "</title>", "<title>ü", "<textarea>",
    "</textarea>", "<textarea>é", "<svg>", "</svg>", "<math>", "<select>", "</select>", "<xmp>", "</xmp>", "<iframe srcdoc=\"", "<noscript>", "<plaintext>",
    "<pre>", "</pre>", "<pre><code class=\"language-yaml\">", "</code></pre>", "<figure><figcaption>ü", "</figcaption>", "</figure>", "<table><td>", "<details><summary>é",
    "<![CDATA[", "]]>", "<?", "?>", "<!", "<!DOCTYPE ü", "<!-->", "--!>", "<!--{{< sitevar name=\"client-secret\" >}}", "<form action=\"", "<sitevar-guide src=\"",
    // References.
    "&uuml;", "&#252;", "&#xFC;", "&#x110000;", "&#0;", "&#xD800;", "&#xE000;", "&NotEqualTilde;", "&amp", "&#", "&;", "&é;", "&#99999999999;", "&lt;script&gt;", "&quot;", "&#39;",
    // Examples of secrets.
    "insecure_secret", "`insecure_secret`", "'insecure_secret'", "üinsecure_secret", "insecure_secretü", DIGEST, "  # The digest of 'insecure_secret'.", "client_secret: '",
    "\n```yaml\nidentity_providers:\n  oidc:\n    clients:\n      - client_secret: '", "$plaintext$",
    // Front matter.
    "---\ntitle: Ü\n---\n", "+++\ntitle = \"é\"\n+++\n", "{\"title\": \"日本\"}\n", "---\nsitevars:\n  variables: {ü: {type: text}}\n---\n", "title: ", "\u{FEFF}---\n", "---\r\n",
    // Characters.
    "\u{F0000}", "\u{F0001}", "\u{FFFFD}", "\u{10FFFD}", "\u{FEFF}", "é", "日本", "\u{1F469}\u{200D}\u{1F680}", "e\u{301}", "\r\n", "\r",
    "\0", "\u{B}", "\u{C}", "\u{85}", "\u{A0}", "\u{2028}", "ß", "İ", "\u{E000}", "\u{FFFD}", "ü", "ſ", "ﬁ", "𝒜", "🦉", "\u{301}", "\u{202E}", "\u{200F}שלום",
    "مرحبا", "\u{200B}", "\u{200D}", "\u{AD}", "ก็", "\u{F8FF}", "\u{FFFFE}", "\u{C0000}", "\u{E0041}", "\u{1F1E9}\u{1F1EA}", "\u{FE0F}", "\u{1B}[31m", "\u{7F}", "\u{FDD0}",
];
