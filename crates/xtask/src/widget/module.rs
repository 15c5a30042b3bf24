//! One JavaScript module, read line by line: what it imports, what it exports, and the rest.
//!
//! The sources are ours, so a small part of the language is enough, and whatever is outside of it is refused by name:
//! imports and exports begin a line, and no text or template goes over a line's end.
//! Comments and indentation are left out.

/// A module without its imports and exports.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) imports: Vec<Import>,
    /// The name outside and the name inside.
    pub(super) exports: Vec<(String, String)>,
    pub(super) body: String,
}

/// An import of a module beside this one.
#[derive(Debug)]
pub(super) struct Import {
    /// What is left of `=`: `{ a, b: c }` or `name`.
    pub(super) pattern: String,
    /// The names that the other module must export; none where it is taken as a whole.
    pub(super) names: Vec<String>,
    /// `./dialog.js`.
    pub(super) path: String,
}

impl Module {
    /// Reads a module.
    ///
    /// # Errors
    ///
    /// Fails with the line that is not understood.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut module = Self::default();
        let mut comment = false;
        let mut statement = String::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if comment || line.starts_with("/*") {
                comment = !line.contains("*/");
                if !comment && !line.ends_with("*/") {
                    return Err(at(number, "code follows a comment"));
                }
                continue;
            }
            if line.is_empty() || line.starts_with("//") {
                continue;
            }
            // Imports and lists of exports may go over several lines.
            let starts = line.starts_with("import ") || line.starts_with("export {");
            if starts || !statement.is_empty() {
                statement.push_str(line);
                statement.push(' ');
                if line.ends_with(';') {
                    module.statement(statement.trim()).map_err(|why| at(number, &why))?;
                    statement.clear();
                }
                continue;
            }
            if leaves_template_open(line) {
                return Err(at(number, "a template goes over the end of its line"));
            }
            module.line(line).map_err(|why| at(number, &why))?;
        }
        if statement.is_empty() { Ok(module) } else { Err(format!("`{statement}` does not end with `;`")) }
    }

    fn statement(&mut self, statement: &str) -> Result<(), String> {
        let inner = statement.trim_end_matches(';').trim();
        if let Some(list) = inner.strip_prefix("export").map(str::trim) {
            let list = list.strip_prefix('{').and_then(|list| list.strip_suffix('}'));
            let list = list.ok_or_else(|| format!("`{statement}` is no list of exports"))?;
            for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                let (inside, outside) = name.split_once(" as ").unwrap_or((name, name));
                self.exports.push((outside.trim().to_owned(), inside.trim().to_owned()));
            }
            return Ok(());
        }
        let refused = || format!("`{statement}` is no import of names from a module beside this one");
        let (names, path) =
            inner.strip_prefix("import").and_then(|rest| rest.split_once(" from ")).ok_or_else(refused)?;
        let path = path.trim().trim_matches('"');
        let names = names.trim();
        let mut wanted = Vec::new();
        let pattern = if let Some(name) = names.strip_prefix("* as ") {
            name.trim().to_owned()
        } else if let Some((name, list)) = names.split_once('{') {
            let list_of_names =
                list.trim_end_matches('}').split(',').map(str::trim).filter(|name| !name.is_empty());
            wanted.extend(list_of_names.filter_map(|name| name.split(' ').next()).map(str::to_owned));
            // `name, { a, b as c }`: the first is the default.
            let name = name.trim().trim_end_matches(',');
            let default = if name.is_empty() { String::new() } else { format!("default: {name},") };
            format!("{{ {default} {}", list.replace(" as ", ": "))
        } else {
            format!("{{ default: {names} }}")
        };
        if !path.starts_with("./") {
            return Err(refused());
        }
        self.imports.push(Import { pattern, names: wanted, path: path.to_owned() });
        Ok(())
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        let code = match line.strip_prefix("export ") {
            Some(declaration) => {
                let name = declared(declaration).ok_or_else(|| format!("`{line}` exports no name"))?;
                self.exports.push((name.clone(), name));
                declaration
            }
            None => line,
        };
        self.body.push_str(code);
        self.body.push('\n');
        Ok(())
    }
}

/// Returns the name that a declaration gives; what changes later could not be exported by value.
fn declared(declaration: &str) -> Option<String> {
    let kinds = ["async function ", "function ", "class ", "const "];
    let rest = kinds.iter().find_map(|kind| declaration.strip_prefix(kind))?;
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len());
    let name = rest.get(..end).filter(|name| !name.is_empty())?;
    Some(name.to_owned())
}

/// Tells whether a template begins on a line and goes on; a backtick in a text begins none.
fn leaves_template_open(line: &str) -> bool {
    let outside_texts = line.split('"').step_by(2);
    outside_texts.flat_map(str::chars).filter(|&c| c == '`').count() % 2 == 1
}

fn at(number: usize, why: &str) -> String {
    format!("line {}: {why}", number + 1)
}
