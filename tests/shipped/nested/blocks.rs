//! Every kind of block, each with something in it that Markdown would take for something else.

/// A name and the Markdown.
pub const BLOCKS: [(&str, &str); 15] = [
    ("a fence", "```yaml\na: 1\n\n# b\n- c\n\n    d: |\n\n      e\n```"),
    ("a fence with a title", "```yaml {title=\"config.yml\"}\na: 1\n\n# b\n- c\n```"),
    ("a fence of tildes", "~~~\n```\n\n> a\n\n| b |\n| --- |\n~~~"),
    (
        "a fence with a value",
        concat!(
            "```yaml\nurl: 'https://{{< sitevar name=\"domain\" nojs=\"example.com\" >}}/'\n\n",
            "# b\n```"
        ),
    ),
    ("a fence with HTML", "```html\n<div>\n\n</div>\n\n<!-- a -->\n\n&amp;\n```"),
    ("indented code", "text\n\n    a: 1\n\n    # b\n    - c"),
    (
        "lists in lists",
        "- one\n  - two\n\n    ```sh\n    a\n\n    # b\n    ```\n\n  - three\n- four\n\n  five",
    ),
    ("a numbered list", "3. three\n\n       code\n\n       # more\n\n4. four\n   1. below\n   2. below it"),
    ("headings", "### One `a`\n\ntext\n\nTwo\n---\n\n# Three #"),
    ("a table", "| a | `b` |\n| --- | :-: |\n| *c* | d \\| e |\n| f | |"),
    ("a quote", "> a\n>\n> ```\n> b\n>\n> # c\n> ```\n>\n> - d"),
    ("HTML", "<div>\n<b>a</b>\n</div>\n\n<pre>\nb\n\n# c\n\n- d\n</pre>"),
    ("a footnote", "a[^1] b\n\n- c\n\n[^1]: d"),
    ("definitions", "a\n\n: b\n\n  ```\n  c\n\n  # d\n  ```"),
    ("tasks and signs", "- [x] a\n- [ ] *b*\n\n1\\. c\n\n\\# d\n\n\\*e\\* &lt;b&gt; f"),
];
