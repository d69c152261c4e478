//! Ctrl-C, and being told to end: the program ends at once, but not while a result is being put in its place. Writing takes
//! milliseconds; what is there afterwards is whole, and nothing lies beside it.

use crate::report::output;

/// What shells give for a program that was interrupted: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

/// From here on an interruption waits for what is being written.
pub(super) fn watch() {
    // Where no handler can be set the system ends the program, which leaves at worst a hidden folder that a later run removes.
    let _ = ctrlc::set_handler(|| {
        let _nothing_is_half = output::hold();
        std::process::exit(INTERRUPTED)
    });
}
