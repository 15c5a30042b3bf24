//! The words that tell a reader's value from the syntax of a command and from what programs print.

/// Words that say nothing of what a value is.
pub(super) const FILLERS: &str = "your my the a an of from in for here above below step value this and to \
    provider";

/// Words that alone say what a command wants, and that are something else in each.
pub(super) const GENERIC: &str = "arguments argument count level duration format field filename filepath \
    message query hash source target destination pid language locale pattern days size line code item \
    date content error recipient timestamp payload time command commands file name value key option \
    options arg args id tag version arch architecture number type path sha node prefix url n uuid group \
    data text system";

/// First words of placeholders that stand for something further, such as `<other host>`, and not for a value.
pub(super) const REST: &str = "other more additional another existing";

/// What programs print where there is nothing, or nothing yet, and the types of values.
pub(super) const NO_VALUES: &str = "none nil null unset not-set empty unknown pending undefined no-value \
    redacted omitted invalid nobody string int integer bool boolean float object";

/// Names of elements, which are found in code of any language.
pub(super) const ELEMENTS: &str = "a b body br button code details div em footer form h1 h2 h3 h4 head \
    header hr html i iframe img input label li link main meta nav ol option p pre script section select \
    small span strong style sub summary sup svg table tbody td template textarea th thead title tr u ul \
    video";

/// Languages in which angle brackets are elements.
pub(super) const MARKUP: &str = "html xml svg jsx tsx vue svelte astro mdx php apache apacheconf";

/// Languages of commands, of which everything in angle brackets is to be replaced.
pub(super) const SHELLS: &str = "bash sh shell zsh fish console shell-session shellsession powershell ps1 \
    cmd";

/// Languages of settings.
pub(super) const SETTINGS: &str = "yaml yml toml ini env dotenv conf config properties cfg nginx caddy \
    caddyfile apache apacheconf docker dockerfile compose hcl json jsonc";

/// Tells whether a word is in a list, whatever its case.
pub(super) fn is_in(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(word))
}
