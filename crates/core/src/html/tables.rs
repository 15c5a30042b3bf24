//! Tables: head, rows and the alignment of columns.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::writer::Writer;

/// A table that is being written; tables do not nest.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) columns: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    pub(super) has_body: bool,
}

impl Writer<'_> {
    pub(super) fn start_table(&mut self, columns: Vec<Alignment>, start: usize) {
        let focusable = self.options.focusable_tables;
        self.open_with("table", start, |out| out.push_str(if focusable { " tabindex=\"0\"" } else { "" }));
        self.out.push('\n');
        self.table = Table { columns, ..Table::default() };
    }

    pub(super) fn start_row(&mut self, in_head: bool) {
        self.table.column = 0;
        self.table.in_head = in_head;
        if in_head {
            self.out.push_str("<thead>\n");
        } else if !std::mem::replace(&mut self.table.has_body, true) {
            self.out.push_str("<tbody>\n");
        }
        self.out.push_str("<tr>\n");
    }

    pub(super) fn start_cell(&mut self, range: &Range<usize>) {
        self.begin_text(range);
        self.out.push_str(if self.table.in_head { "<th" } else { "<td" });
        // As the specification of GitHub's Markdown writes it: a strict policy of the page refuses `style`.
        self.out.push_str(match self.table.columns.get(self.table.column) {
            Some(Alignment::Left) => " align=\"left\">",
            Some(Alignment::Center) => " align=\"center\">",
            Some(Alignment::Right) => " align=\"right\">",
            Some(Alignment::None) | None => ">",
        });
        self.table.column += 1;
    }
}
