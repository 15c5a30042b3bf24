//! Mutants: a text with a few things done to it that happen to files, or that somebody does to them.

use fastrand::Rng;

use super::grammar::PIECES;

/// Returns a changed copy of a text; `others` is what parts of other texts are taken from.
pub(super) fn of(text: &[u8], others: &[Vec<u8>], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = text.to_vec();
    for _ in 0..rng.usize(1..8) {
        change(&mut bytes, others, rng);
    }
    // Most files are text; the others are refused before anything else looks at them.
    match std::str::from_utf8(&bytes) {
        Err(_) if rng.usize(..20) > 0 => String::from_utf8_lossy(&bytes).into_owned().into_bytes(),
        _ => bytes,
    }
}

fn change(bytes: &mut Vec<u8>, others: &[Vec<u8>], rng: &mut Rng) {
    let at = rng.usize(..=bytes.len());
    let part = part(bytes.len(), at, rng);
    match rng.u8(..10) {
        // A bit, as on a bad disk.
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << rng.u8(..8);
            }
        }
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = rng.u8(..);
            }
        }
        2 | 3 => drop(bytes.drain(part)),
        4 => {
            let copy = bytes[part].to_vec();
            let times = if rng.u8(..20) == 0 { 300 } else { 1 };
            let _: Vec<u8> = bytes.splice(at..at, copy.repeat(times)).collect();
        }
        5 => {
            if let Some(other) = rng.choice(others) {
                let from = self::part(other.len(), rng.usize(..=other.len()), rng);
                let _: Vec<u8> = bytes.splice(at..at, other[from].iter().copied()).collect();
            }
        }
        6 if rng.u8(..4) == 0 => bytes.truncate(at),
        _ => {
            for _ in 0..rng.usize(1..4) {
                let piece = rng.choice(PIECES).copied().unwrap_or_default();
                let _: Vec<u8> = bytes.splice(at..at, piece.bytes()).collect();
            }
        }
    }
}

/// Returns a short part of something so long that begins at a place.
fn part(length: usize, at: usize, rng: &mut Rng) -> std::ops::Range<usize> {
    let most = if rng.bool() { 8 } else { 400 };
    at..(at + rng.usize(..most)).min(length)
}
