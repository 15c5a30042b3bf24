//! Puts tags into the HTML of a block, in the order of its text.

use std::ops::Range;

use super::pieces::Piece;
use crate::context::TokenClass;
use crate::text::Cut;

/// What is written of a block.
pub(super) struct Tags<'a> {
    html: &'a str,
    out: &'a mut String,
    /// How far the HTML is written.
    written: usize,
    positions: Positions<'a>,
}

impl<'a> Tags<'a> {
    /// Begins where the HTML of the code does.
    pub(super) fn new(html: &'a str, start: usize, pieces: &'a [Piece], out: &'a mut String) -> Self {
        Self { html, out, written: start, positions: Positions { pieces, start } }
    }

    /// Puts an element around a part of the text.
    pub(super) fn put(&mut self, range: Range<usize>, class: TokenClass) {
        self.open(range.start, &format!("<span class=\"{}\">", class.name()));
        let end = self.positions.of(range.end);
        self.close(end);
    }

    /// Puts a start tag at a position in the text.
    pub(super) fn open(&mut self, position: usize, tag: &str) {
        let at = self.positions.of(position);
        self.write_until(at);
        self.out.push_str(tag);
    }

    /// Ends an element at a position in the text, after the empty slots there.
    pub(super) fn close_after(&mut self, position: usize) {
        let at = self.positions.after(position);
        self.close(at);
    }

    /// Writes the rest.
    pub(super) fn finish(mut self, end: usize) {
        self.write_until(end);
    }

    fn close(&mut self, at: usize) {
        self.write_until(at);
        self.out.push_str("</span>");
    }

    fn write_until(&mut self, at: usize) {
        self.out.push_str(self.html.between(self.written..at));
        self.written = at;
    }
}

/// Finds where positions in the text are in the HTML, in ascending order.
struct Positions<'a> {
    /// The pieces that end at the next position or after it.
    pieces: &'a [Piece],
    /// Where the HTML begins.
    start: usize,
}

impl Positions<'_> {
    fn of(&mut self, position: usize) -> usize {
        while let [piece, rest @ ..] = self.pieces
            && piece.text.end < position
        {
            self.start = piece.html.end;
            self.pieces = rest;
        }
        match self.pieces.first() {
            Some(piece) if position == piece.text.end && position > piece.text.start => piece.html.end,
            Some(piece) if !piece.is_whole => piece.html.start + position.saturating_sub(piece.text.start),
            Some(piece) => piece.html.start,
            None => self.start,
        }
    }

    /// Returns the last place that a position has: there may be empty slots at it.
    fn after(&mut self, position: usize) -> usize {
        while let [piece, rest @ ..] = self.pieces
            && piece.text.end <= position
        {
            self.start = piece.html.end;
            self.pieces = rest;
        }
        self.of(position)
    }
}
