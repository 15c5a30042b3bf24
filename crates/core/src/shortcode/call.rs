//! How a call is written: its delimiters and its parameters.

/// The two ways to write a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// `{{< … >}}`: the expansion is finished HTML, put in after Markdown was rendered.
    Angle,
    /// `{{% … %}}`: the expansion is Markdown, put in before it is rendered.
    Percent,
}

impl Delimiter {
    /// Returns the opening braces.
    pub fn open(self) -> &'static str {
        match self {
            Delimiter::Angle => "{{<",
            Delimiter::Percent => "{{%",
        }
    }

    /// Returns the closing braces.
    pub fn close(self) -> &'static str {
        match self {
            Delimiter::Angle => ">}}",
            Delimiter::Percent => "%}}",
        }
    }
}

/// The parameters of a call: none, or all positional, or all named.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Params {
    /// No parameters.
    #[default]
    None,
    /// In the order of the call.
    Positional(Vec<Param>),
    /// In the order of the call, each key once.
    Named(Vec<(String, Param)>),
}

impl Params {
    /// Returns a named parameter.
    pub fn named(&self, key: &str) -> Option<&Param> {
        match self {
            Params::Named(params) => params.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Returns a positional parameter.
    pub fn positional(&self, index: usize) -> Option<&Param> {
        match self {
            Params::Positional(params) => params.get(index),
            _ => None,
        }
    }
}

/// One parameter; only values written without quotes have a type other than text.
#[derive(Debug, Clone, PartialEq)]
pub enum Param {
    /// A text.
    String(String),
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a dot.
    Float(f64),
}

impl std::fmt::Display for Param {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Param::String(text) => f.write_str(text),
            Param::Bool(value) => value.fmt(f),
            Param::Int(value) => value.fmt(f),
            Param::Float(value) => value.fmt(f),
        }
    }
}
