//! The comments that many languages share.

use crate::context::rule::TokenRule;

pub(in crate::context) static SLASHES: TokenRule = TokenRule { open: "//", ..TokenRule::COMMENT };
pub(in crate::context) static STARS: TokenRule = TokenRule::BLOCK_COMMENT;
pub(in crate::context) static HASH: TokenRule = TokenRule::COMMENT;
