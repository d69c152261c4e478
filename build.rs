//! Tells the program which commit it is built from, for the birth certificates of its results. It never fails: without
//! git, or outside a clone, the commit is `unknown`. Only a build that is optimised asks git: otherwise every commit would
//! have the whole crate compiled anew, and results that are handed on come from a release build.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The variable that the program reads when it is compiled. Set from outside, as a packager may, it is taken as it is.
const VARIABLE: &str = "ESLABON_COMMIT";

fn main() {
    println!("cargo:rerun-if-env-changed={VARIABLE}");
    println!("cargo:rerun-if-changed=build.rs");
    let given = std::env::var(VARIABLE).ok().filter(|commit| !commit.is_empty());
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let of_source = || if release { of_clone().or_else(of_package) } else { Some("development".to_owned()) };
    let commit = given.or_else(of_source).unwrap_or_else(|| "unknown".to_owned());
    println!("cargo:rustc-env={VARIABLE}={commit}");
}

/// The commit of the clone that this folder is the top of; a clone that merely contains this folder says nothing about it.
fn of_clone() -> Option<String> {
    let top = fs::canonicalize(git(&["rev-parse", "--show-toplevel"])?).ok()?;
    if top != fs::canonicalize(".").ok()? {
        return None;
    }
    // The commit changes with the branch in HEAD, and with what the branch, packed or not, points at.
    let branch = git(&["symbolic-ref", "--quiet", "HEAD"]);
    for name in ["HEAD", "packed-refs", "logs/HEAD"].into_iter().chain(branch.as_deref()) {
        if let Some(path) = git(&["rev-parse", "--git-path", name]).map(PathBuf::from).filter(|path| path.exists()) {
            println!("cargo:rerun-if-changed={}", path.display());
        }
    }
    git(&["rev-parse", "HEAD"])
}

/// The commit that `cargo package` wrote down, where the source comes from a registry.
fn of_package() -> Option<String> {
    let note = fs::read_to_string(Path::new(".cargo_vcs_info.json")).ok()?;
    let (_, after) = note.split_once("\"sha1\"")?;
    after.split('"').nth(1).map(str::to_owned)
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
