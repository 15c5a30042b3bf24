//! `encoding`, `crypto` and `hash`.

use base64ct::{Base64, Encoding};
use gotmpl::Value;
use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};
use sha2::Digest;
use sitevar_core::Failure;

use super::args::{Args, Function, MANY, function};
use crate::engine::convert;
use crate::engine::stop::Stop;
use crate::hugo::data::DataFormat;
use crate::hugo::image::Bytes;
use crate::hugo::site_data;

pub(super) const FUNCTIONS: &[Function] = &[
    function("encoding.Jsonify jsonify", 1, 2, jsonify),
    function("encoding.Base64Encode base64Encode", 1, 1, |args| {
        let bytes = Bytes::base64(args.value(0));
        Ok(bytes.unwrap_or(Base64::encode_string(args.text(0)?.as_bytes()).into()))
    }),
    function("encoding.Base64Decode base64Decode", 1, 1, |args| {
        let bytes = Base64::decode_vec(&args.text(0)?).map_err(|_| args.fail("this is not Base64"))?;
        Ok(String::from_utf8(bytes).map_err(|_| args.fail("the decoded bytes are not text"))?.into())
    }),
    function("crypto.MD5 crypto.Md5 md5", 1, 1, |args| {
        Ok(hex(&md5::Md5::digest(args.text(0)?.as_bytes())).into())
    }),
    function("crypto.SHA1 sha1", 1, 1, |args| Ok(hex(&sha1::Sha1::digest(args.text(0)?.as_bytes())).into())),
    function("crypto.SHA256 sha256", 1, 1, |args| {
        Ok(hex(&sha2::Sha256::digest(args.text(0)?.as_bytes())).into())
    }),
    function("hash.FNV32a crypto.FNV32a", 1, 1, |args| {
        // FNV-1a, 32 bits: RFC 9923.
        let hash = args
            .text(0)?
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        Ok(Value::Int(hash.into()))
    }),
    function("crypto.HMAC hmac crypto.Hash hash.XxHash xxhash", 0, MANY, |args| {
        Err(args.unsupported("use `sha256`").into())
    }),
];

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn jsonify(args: &Args<'_>) -> Result<Value, Stop> {
    let option = |name: &str| match args.value(0) {
        Value::Map(map) if args.len() == 2 => map.get(name).cloned().unwrap_or(Value::Nil),
        _ => Value::Nil,
    };
    let indent = option("indent").as_str().unwrap_or_default().to_owned();
    let escape = !matches!(option("noHTMLEscape"), Value::Bool(true));
    let json = write(&convert::json(args.last()), &indent).map_err(|error| args.fail(error))?;
    let prefix = option("prefix").as_str().unwrap_or_default().to_owned();
    let json = if prefix.is_empty() { json } else { json.replace('\n', &format!("\n{prefix}")) };
    Ok(convert::html(if escape { escaped(&json) } else { json }))
}

fn write(json: &serde_json::Value, indent: &str) -> Result<String, String> {
    let mut out = Vec::new();
    let result = if indent.is_empty() {
        json.serialize(&mut Serializer::new(&mut out))
    } else {
        json.serialize(&mut Serializer::with_formatter(
            &mut out,
            PrettyFormatter::with_indent(indent.as_bytes()),
        ))
    };
    result.map_err(|error| error.to_string())?;
    String::from_utf8(out).map_err(|error| error.to_string())
}

/// Writes `<`, `>` and `&` so that the JSON can be put into HTML, as Go does.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// Reads a data text whose format shows in its first character.
pub(super) fn unmarshal(args: &Args<'_>) -> Result<Value, Failure> {
    let text = args.text(args.len() - 1)?;
    let format = match args.value(0) {
        Value::Map(options) if args.len() == 2 => match options.get("format").and_then(Value::as_str) {
            Some("toml") => DataFormat::Toml,
            Some("json") => DataFormat::Json,
            Some("yaml" | "yml") | None => DataFormat::Yaml,
            Some(other) => return Err(args.unsupported(&format!("the format `{other}` is not read"))),
        },
        _ => guess(&text),
    };
    site_data::parse("unmarshal", &text, format)
}

fn guess(text: &str) -> DataFormat {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let equals = first.find('=').unwrap_or(usize::MAX);
    let colon = first.find(':').unwrap_or(usize::MAX);
    if first.starts_with(['{', '[']) && serde_json::from_str::<serde_json::Value>(text).is_ok() {
        DataFormat::Json
    } else if first.starts_with('[') || equals < colon {
        DataFormat::Toml
    } else {
        DataFormat::Yaml
    }
}
