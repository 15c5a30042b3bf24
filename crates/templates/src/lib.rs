//! Runs Hugo shortcode templates.
