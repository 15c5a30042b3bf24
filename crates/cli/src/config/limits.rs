//! `limits:` of `sitevar.yml`: how much work and memory the templates of a page, the data files and a published digest may be.
//!
//! The defaults are far above what real sites need; a site that needs more says so here, in one place.

use serde::Deserialize;

/// The limits of a site.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Limits {
    /// Calls of functions and rounds of loops in the templates of one page.
    template_steps: u64,
    /// What the templates of one page make, in MiB.
    template_memory: u64,
    /// How long the templates of one page may take.
    template_seconds: u64,
    /// All data files together, as they are written, in MiB.
    data_size: u64,
    /// The work of a published digest, as a number of iterations of PBKDF2.
    digest_iterations: u64,
    /// The memory of a published digest, in MiB.
    digest_memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        let (templates, digest) = (sitevar_templates::Limits::default(), sitevar_secret::Limits::default());
        Self {
            template_steps: templates.steps,
            template_memory: templates.memory,
            template_seconds: templates.seconds,
            data_size: templates.data,
            digest_iterations: digest.iterations,
            digest_memory: digest.memory >> 20,
        }
    }
}

impl Limits {
    /// Returns the limits of templates.
    pub(crate) fn templates(&self) -> sitevar_templates::Limits {
        sitevar_templates::Limits {
            steps: self.template_steps,
            memory: self.template_memory,
            seconds: self.template_seconds,
            data: self.data_size,
        }
    }

    /// Returns the limits of digests.
    pub(super) fn digests(&self) -> sitevar_secret::Limits {
        let memory = self.digest_memory.saturating_mul(1 << 20);
        sitevar_secret::Limits { iterations: self.digest_iterations, memory }
    }
}
