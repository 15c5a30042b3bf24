//! The HTML writer: any page has HTML, and a reader's value never becomes an element.
