//! The command `eslabon`: see [`eslabon::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    eslabon::cli::main()
}
