//! Small views that templates get as they are, not as maps of their fields: `{{ page.issuer }}` is a link, and
//! `{{ page.issuer.text }}` its words.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use jiff::civil::Date;
use minijinja::value::{Enumerator, Object, Value};
use serde::{Serialize, Serializer};

use super::run::{LinesView, RunsView};
use super::status::StandingView;
use super::viewpoint::{DayView, LinkView, Words};

/// A small view that templates get as it is, not as a map of its fields, so that they can show it whole. Cheap to clone.
#[derive(Debug)]
pub struct Piece<V>(Arc<V>);

impl<V> Clone for Piece<V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<V> From<V> for Piece<V> {
    fn from(view: V) -> Self {
        Self(Arc::new(view))
    }
}

impl<V> Deref for Piece<V> {
    type Target = V;

    fn deref(&self) -> &V {
        &self.0
    }
}

impl<V: Clone> DerefMut for Piece<V> {
    fn deref_mut(&mut self) -> &mut V {
        Arc::make_mut(&mut self.0)
    }
}

impl<V: Default> Default for Piece<V> {
    fn default() -> Self {
        Self::from(V::default())
    }
}

impl<V: Object + 'static> Serialize for Piece<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_dyn_object(Arc::clone(&self.0)).serialize(serializer)
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_object(self.clone()).serialize(serializer)
    }
}

/// Names the fields that templates may ask a view for.
macro_rules! fields {
    ($view:ty: $($field:ident),+) => {
        impl $view {
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),+];

            fn named(&self, name: &str) -> Option<Value> {
                match name {
                    $(stringify!($field) => Some(self.$field.field()),)+
                    _ => None,
                }
            }
        }
    };
}

/// Lets templates ask a view for its fields: `{{ page.title.text }}`.
macro_rules! object {
    ($view:ty: $($field:ident),+) => {
        fields!($view: $($field),+);

        impl Object for $view {
            fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
                self.named(key.as_str()?)
            }

            fn get_value_by_str(self: &Arc<Self>, name: &str) -> Option<Value> {
                self.named(name)
            }

            fn enumerate(self: &Arc<Self>) -> Enumerator {
                Enumerator::Str(Self::NAMES)
            }
        }
    };
}

pub(super) use {fields, object};

object!(LinkView: href, text, foreign);
object!(Words: text, foreign);
object!(DayView: iso, text);
object!(StandingView: state, words, lifecycle, timeliness, verification, kind, due, completed, issued, extended);

impl Object for RunsView {
    fn is_true(self: &Arc<Self>) -> bool {
        !self.0.is_empty()
    }
}

impl Object for LinesView {
    fn is_true(self: &Arc<Self>) -> bool {
        !self.0.is_empty()
    }
}

/// A field as a template gets it.
pub(super) trait Field {
    /// The value of it.
    fn field(&self) -> Value;
}

impl Field for Value {
    fn field(&self) -> Value {
        self.clone()
    }
}

impl Field for String {
    fn field(&self) -> Value {
        Value::from(self.as_str())
    }
}

impl Field for &'static str {
    fn field(&self) -> Value {
        Value::from(*self)
    }
}

impl Field for bool {
    fn field(&self) -> Value {
        Value::from(*self)
    }
}

impl Field for usize {
    fn field(&self) -> Value {
        Value::from(*self)
    }
}

impl Field for Date {
    fn field(&self) -> Value {
        Value::from(self.to_string())
    }
}

impl<F: Field> Field for Option<F> {
    fn field(&self) -> Value {
        self.as_ref().map_or_else(|| Value::from(()), Field::field)
    }
}
