//! `.Store` and `.Scratch`: what templates keep for each other.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gotmpl::Value;
use sitevar_core::{Call, Code, Failure};

use crate::engine::counting;
use crate::engine::marks;
use crate::engine::number;
use crate::engine::object::{self, Object};
use crate::engine::text;

/// A store; clones are the same store.
#[derive(Clone, Default)]
pub(crate) struct Store {
    kept: Arc<Mutex<BTreeMap<Arc<str>, Value>>>,
    /// Several pages share it, so nothing in it may be a mark of one of them.
    of_pages: bool,
}

impl Store {
    /// Returns the store of a call.
    pub(crate) fn of(call: &Call) -> Self {
        call.store.get_or_init(|| Box::new(Store::default())).downcast_ref().cloned().unwrap_or_default()
    }

    /// Returns a store that all pages share.
    pub(crate) fn of_pages() -> Self {
        Self { of_pages: true, ..Self::default() }
    }

    /// Returns the store as templates see it.
    pub(crate) fn value(&self) -> Value {
        object::value(self.clone())
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Arc<str>, Value>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds to what is there: numbers are summed, texts joined, lists lengthened.
    fn add(&self, key: &str, value: &Value) -> Result<(), Failure> {
        let mut map = self.lock();
        let sum = match map.get(key) {
            None | Some(Value::Nil) => value.clone(),
            Some(Value::List(list)) => {
                let mut list = list.to_vec();
                match value {
                    Value::List(more) => list.extend(more.iter().cloned()),
                    one => list.push(one.clone()),
                }
                list.into()
            }
            Some(Value::Map(_)) => {
                return Err(Failure::new(Code::TemplateFailed, format!("cannot add to the map in `{key}`")));
            }
            Some(old) => {
                number::add(old, value).map_err(|message| Failure::new(Code::TemplateFailed, message))?
            }
        };
        map.insert(key.into(), kept(sum)?);
        Ok(())
    }

    /// Changes the map in a key.
    fn in_map(&self, key: &str, change: impl FnOnce(&mut BTreeMap<Arc<str>, Value>)) -> Result<(), Failure> {
        let mut all = self.lock();
        let mut map = match all.get(key) {
            Some(Value::Map(map)) => map.as_ref().clone(),
            _ => BTreeMap::new(),
        };
        change(&mut map);
        all.insert(key.into(), kept(map.into())?);
        Ok(())
    }
}

/// Counts a value that a store made from others.
fn kept(value: Value) -> Result<Value, Failure> {
    counting::count(&value)?;
    counting::whole(value)
}

impl Object for Store {
    fn type_name(&self) -> &'static str {
        "*hstore.Scratch"
    }

    fn print(&self) -> String {
        "<store>".to_owned()
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        let published = if self.of_pages { marks::published(args) } else { None };
        let args = published.as_deref().unwrap_or(args);
        let key = args.first().map(text::print).unwrap_or_default();
        let nothing = Ok(Some("".into()));
        match (name, args) {
            ("Get", [_]) => Ok(Some(self.lock().get(key.as_str()).cloned().unwrap_or(Value::Nil))),
            ("Set", [_, value]) => {
                self.lock().insert(key.into(), value.clone());
                nothing
            }
            ("Add", [_, value]) => self.add(&key, value).and(nothing),
            ("Delete", [_]) => {
                self.lock().remove(key.as_str());
                nothing
            }
            ("SetInMap", [_, inner, value]) => {
                self.in_map(&key, |map| drop(map.insert(text::print(inner).into(), value.clone())))?;
                nothing
            }
            ("DeleteInMap", [_, inner]) => {
                self.in_map(&key, |map| drop(map.remove(text::print(inner).as_str())))?;
                nothing
            }
            ("GetSortedMapValues", [_]) => Ok(Some(match self.lock().get(key.as_str()) {
                Some(Value::Map(map)) => map.values().cloned().collect::<Vec<_>>().into(),
                _ => Value::Nil,
            })),
            ("Values", []) => kept(self.lock().clone().into()).map(Some),
            ("Get" | "Set" | "Add" | "Delete" | "SetInMap" | "DeleteInMap" | "GetSortedMapValues", _) => {
                Err(Failure::new(
                    Code::TemplateFailed,
                    format!("wrong number of arguments for `{name}`: got {}", args.len()),
                ))
            }
            _ => Ok(None),
        }
    }
}
