//! What is suggested for guides, and what is not.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use sitevar_core::{Passage, source_passages};

use super::{declarations, suggest};

/// Returns the names and examples of what is suggested for some pages: first what is certain, then what is not.
fn suggested(pages: &[&str]) -> [Vec<String>; 2] {
    let pages: Vec<Vec<Passage>> = pages.iter().map(|page| passages(page)).collect();
    let pages: Vec<&[Passage]> = pages.iter().map(Vec::as_slice).collect();
    let (certain, doubtful): (Vec<_>, Vec<_>) =
        suggest(&pages).into_iter().partition(|suggestion| suggestion.doubt.is_none());
    [certain, doubtful].map(|part| {
        let mut rows: Vec<String> =
            part.iter().map(|one| format!("{}: {}", one.name, one.examples.join(" | "))).collect();
        rows.sort();
        rows
    })
}

fn passages(page: &str) -> Vec<Passage> {
    source_passages(page).into_iter().map(|source| source.passage).collect()
}

fn block(language: &str, text: &str) -> String {
    format!("```{language}\n{text}\n```\n")
}

#[test]
fn hosts_below_a_reserved_domain_are_one_domain() {
    let page = block("yaml", "a: https://auth.example.com/\nb: app.example.com\nc: api.caddyserver.com");
    let other = block("yaml", "a: other.example.net");
    let [certain, doubtful] = suggested(&[&page, &other]);
    assert_eq!(certain, ["domain: example.com"]);
    assert_eq!(doubtful, ["other-domain: example.net"]);
}

#[test]
fn another_spelling_of_your_domain_is_the_domain() {
    let page = block("yaml", "a: https://example.com/\nb: app.mydomain.com\nc: pocketid-domain.tld");
    let [certain, _] = suggested(&[&page]);
    assert_eq!(certain, ["domain: example.com | mydomain.com", "pocketid-domain: pocketid-domain.tld"]);
}

#[test]
fn where_guides_say_your_domain_the_reserved_one_is_anybodys() {
    let page = block("yaml", "a: https://yourdomain.com/\nb: app.yourdomain.com\nc: example.com");
    assert_eq!(suggested(&[&page]), [["domain: yourdomain.com"], ["other-domain: example.com"]]);
}

#[test]
fn many_names_of_one_pretended_ending_are_one_pattern() {
    let page = block("yaml", "a: authentik.company\nb: paperless.company\nc: wiki.company");
    assert_eq!(suggested(&[&page])[0], ["company: *.company"]);
}

#[test]
fn the_spellings_of_a_client_are_one_pattern() {
    let page = block("env", "A=<Client ID>\nB=<your_client_id_from_above>\nC=<CLIENT-SECRET>");
    assert_eq!(suggested(&[&page])[0], ["client-id: <*client*id*>", "client-secret: <CLIENT-SECRET>"]);
}

#[test]
fn elements_and_synopses_are_no_placeholders() {
    for page in [
        block("html", "<Your Name>"),
        block("xml", "<your-server>x</your-server>"),
        block("text", "app [<your-option>] [--x|--y]"),
        block("js", "const x = (?<yourName>a)"),
        "`<your-name>` in a sentence".to_owned(),
    ] {
        assert_eq!(suggested(&[&page])[0], Vec::<String>::new(), "{page}");
    }
}

#[test]
fn the_words_of_a_grammar_are_comments_and_those_of_a_command_are_not() {
    let grammar = block("", "header <field-name> <field-value>");
    assert_eq!(
        suggested(&[&grammar]),
        [vec![], vec!["field-name: <field-name>".to_owned(), "field: <field-value>".to_owned()]]
    );
    let command = block("bash", "docker exec -it <container-name> sh");
    let setting = block("", "name: <container-name>");
    let shouted = block("", "header <CONTAINER_NAME>");
    for (page, text) in
        [(command, "<container-name>"), (setting, "<container-name>"), (shouted, "<CONTAINER_NAME>")]
    {
        assert_eq!(suggested(&[&page])[0], [format!("container-name: {text}")]);
    }
}

#[test]
fn what_programs_have_in_angle_brackets_is_no_placeholder() {
    let page = block("bash", "x = List<String>\nNAME  <none>\nA<br>B\nrun <files...>\nPORT <not set>");
    assert_eq!(suggested(&[&page]), [Vec::<String>::new(), Vec::new()]);
    let page = block("ini", "failregex = ^Failed login from <HOST>$");
    assert_eq!(suggested(&[&page])[0], Vec::<String>::new());
}

#[test]
fn a_part_of_an_address_of_mail_is_no_placeholder_and_a_number_is_no_name() {
    let page = block("env", "TO=YOUR_OWN_EMAIL@example.com\nID=<value from step 3>");
    assert_eq!(suggested(&[&page])[0], ["domain: example.com", "value-3: <value from step 3>"]);
}

#[test]
fn two_clients_on_one_page_are_two_variables() {
    let page = block("env", "A=<API_CLIENT_SECRET>\nB=<WEB_CLIENT_SECRET>");
    assert_eq!(
        suggested(&[&page])[0],
        ["api-client-secret: <API_CLIENT_SECRET>", "web-client-secret: <WEB_CLIENT_SECRET>"]
    );
    let pages = [block("env", "A=<API_CLIENT_SECRET>"), block("env", "B=<WEB_CLIENT_SECRET>")];
    assert_eq!(suggested(&[&pages[0], &pages[1]])[0], ["client-secret: <*client*secret*>"]);
}

#[test]
fn a_host_with_a_task_of_its_own_is_a_variable_of_its_own() {
    let page = block("yaml", "a: app.example.com\nb: smtp.example.com");
    assert_eq!(suggested(&[&page])[0], ["domain: example.com", "smtp-host: smtp.example.com"]);
    // What the guides are about is the reader's.
    let page = block("yaml", "a: mail.example.com\nb: mail.example.com\nc: app.example.com");
    assert_eq!(suggested(&[&page])[0], ["domain: example.com"]);
}

#[test]
fn a_domain_that_only_illustrates_is_a_comment() {
    let spans = "`www.example.com` ".repeat(12);
    let settings = block("yaml", &"host: www.example.com\n".repeat(3));
    assert_eq!(suggested(&[&spans]), [vec![], vec!["domain: example.com".to_owned()]]);
    assert_eq!(suggested(&[&spans, &settings])[0], ["domain: example.com"]);
}

#[test]
fn names_of_files_and_fields_are_no_domains() {
    let page = block("yaml", "cert: domain.key\nrule: domain.main\nissuer: your-new-issuer.crt");
    assert!(!suggested(&[&page])[0].iter().any(|row| row.contains("domain")));
}

#[test]
fn secrets_of_one_page_are_never_one_variable() {
    let page = block("env", "APP_PASSWORD=first_password\nLOG_PASSWORD=second_password");
    assert_eq!(suggested(&[&page])[0].len(), 2, "{:?}", suggested(&[&page]));
    let pages = [block("env", "APP_PASSWORD=first_password"), block("env", "APP_PASSWORD=second_password")];
    assert_eq!(suggested(&[&pages[0], &pages[1]])[0], ["app-password: first_password | second_password"]);
}

#[test]
fn a_secret_is_named_as_most_of_its_keys_are() {
    let page = block(
        "env",
        "APP_CLIENT_SECRET=insecure_secret\nPASSWORD=insecure_secret\nCLIENT_SECRET=insecure_secret",
    );
    let found = suggested(&[
        &page,
        &block("env", "CLIENT_SECRET=insecure_secret"),
        &block("env", "client_secret=insecure_secret"),
    ]);
    assert_eq!(found[0], ["client-secret: insecure_secret"]);
}

#[test]
fn a_secret_that_may_be_something_else_is_a_comment() {
    for text in [
        "spec:\n  secret: tls-secret",
        "\"client_secret\": \"secret123\"",
        "ADMIN_PASSWORD=my_password\nCLIENT_SECRET=my_password",
    ] {
        let [certain, doubtful] = suggested(&[&block("yaml", text)]);
        assert_eq!((certain.len(), doubtful.len()), (0, 1), "{text}");
    }
    let named = block("yaml", "secretName: supersecret\npassword_file: my_password");
    assert_eq!(suggested(&[&named]), [Vec::<String>::new(), Vec::new()]);
    // One database has one password, whatever the programs call it.
    let database = block("env", "DB_PASSWORD=my_password\nPOSTGRES_PASSWORD=my_password");
    assert_eq!(suggested(&[&database])[0], ["db-password: my_password"]);
}

#[test]
fn a_word_that_means_something_else_in_each_command_is_a_comment() {
    let page = block("bash", "app run <name>\napp login <your-name> <YOUR_API_KEY>");
    let [certain, doubtful] = suggested(&[&page]);
    assert_eq!(
        certain,
        ["api-key: <YOUR_API_KEY>", "name: <your-name> | <name>"]
            .map(str::to_owned)
            .map(|row| { row.replace("<your-name> | <name>", "<name> | <your-name>") })
    );
    assert_eq!(doubtful, Vec::<String>::new());
    let [certain, doubtful] = suggested(&[&block("bash", "app run <name>")]);
    assert_eq!((certain, doubtful), (Vec::new(), vec!["name: <name>".to_owned()]));
}

#[test]
fn a_published_secret_is_one_and_the_name_of_a_field_is_not() {
    let page =
        block("yaml", "client_secret: 'insecure_secret'\nmethod: client_secret_post\npassword: password");
    let [certain, doubtful] = suggested(&[&page]);
    assert_eq!(certain, ["client-secret: insecure_secret"]);
    assert_eq!(doubtful, ["password: password"]);
}

#[test]
fn paths_that_nobody_has_are_found_once() {
    let page = block("bash", "-v /path/to/photos:/photos -v /path/to/photos/raw:/raw");
    assert_eq!(suggested(&[&page])[0], ["path-to-photos: /path/to/photos"]);
}

#[test]
fn paths_of_two_programs_are_two_variables_and_the_place_of_an_error_is_none() {
    let pages = [block("yaml", "- /path/to/one/library:/a"), block("yaml", "- /path/to/two/library:/b")];
    assert_eq!(
        suggested(&[&pages[0], &pages[1]])[0],
        ["path-to-one-library: /path/to/one/library", "path-to-two-library: /path/to/two/library"]
    );
    assert_eq!(suggested(&[&block("text", "ERROR /home/user/site/index.md:7:1")])[0], Vec::<String>::new());
}

#[test]
fn what_is_written_is_read_as_it_was_found() {
    let page = block("yaml", "a: example.com\nb: <it's yours: #1>\nc: <yes>\nd: YOUR_KEY\ne: 192.168.1.5");
    let found = suggest(&[&passages(&page)]);
    let written = declarations(&found);
    let read: serde_json::Value = serde_yaml::from_str(&written).unwrap();
    for suggestion in found.iter().filter(|suggestion| suggestion.doubt.is_none()) {
        let declared = &read["variables"][&suggestion.name];
        let examples = &declared["examples"];
        let examples: Vec<&str> = match examples.as_str() {
            Some(one) => vec![one],
            None => examples.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect(),
        };
        assert_eq!(examples, suggestion.examples, "{written}");
        assert_eq!(declared["type"], suggestion.kind.name());
    }
    let doubtful = found.iter().filter(|suggestion| suggestion.doubt.is_some()).count();
    assert!(doubtful > 0);
    // With the signs of comments taken away, the keys and values are declarations as well.
    let is_text =
        |line: &&str| line.starts_with("  # ") && (line.contains(" place") || line.contains("These may"));
    let all: Vec<String> =
        written.lines().filter(|line| !is_text(line)).map(|line| line.replacen("  # ", "  ", 1)).collect();
    let all: serde_json::Value = serde_yaml::from_str(&all.join("\n")).unwrap();
    assert_eq!(all["variables"].as_object().unwrap().len(), found.len());
}
