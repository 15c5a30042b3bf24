//! How much memory there is for a digest, where the system says so.
//!
//! Systems promise more memory than they have, and end the program that takes them at their word.

use std::fs::read_to_string;

/// Returns how many bytes are free, as far as the system and its container say; `None` where neither does.
pub(super) fn available() -> Option<u64> {
    let machine = read_to_string("/proc/meminfo").ok().and_then(|text| of_machine(&text));
    let number = |name: &str| read_to_string(format!("/sys/fs/cgroup/{name}")).ok()?.trim().parse().ok();
    let container = number("memory.max")
        .zip(number("memory.current"))
        .map(|(max, now): (u64, u64)| max.saturating_sub(now));
    machine.into_iter().chain(container).min()
}

/// Reads what `/proc/meminfo` says is available, in bytes.
fn of_machine(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1 << 10)
}

#[cfg(test)]
mod tests {
    use super::of_machine;

    #[test]
    fn what_the_machine_has_left_is_read_in_bytes() {
        let text = "MemTotal:       16000000 kB\nMemFree:         1000000 kB\nMemAvailable:    2000000 kB\n";
        assert_eq!(of_machine(text), Some(2_048_000_000));
        assert_eq!(of_machine("MemTotal: 1 kB\n"), None);
        assert_eq!(of_machine("MemAvailable: x\n"), None);
    }
}
