//! Tests of shortcodes.
