use super::*;

const RUN: (&str, &str) = (CERTIFICATE, "{\"program\": \"eslabon\"}");
const LISTING: (&str, &str) = (CERTIFICATE, "{\"program\": \"eslabon\", \"files\": [\"old.csv\", \"in/both.csv\"]}");

/// Every file below a folder with what it holds, and every empty folder, sorted.
fn tree(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            let below = tree(&entry.path());
            found.extend(below.iter().map(|path| format!("{name}/{path}")));
            found.extend(below.is_empty().then(|| format!("{name}/")));
        } else {
            found.push(format!("{name}={}", fs::read_to_string(entry.path()).unwrap()));
        }
    }
    found.sort();
    found
}

fn place() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_new_folder_has_its_files_and_the_folders_above_it() {
    let place = place();
    let target = place.path().join("results/2021/out/");
    write(&target, Kind::Result, &[RUN, ("inputs/a.toml", "a"), ("comparison.csv", "c")], &|_, _| {}).unwrap();
    let run = format!("results/2021/out/run.json={}", RUN.1);
    assert_eq!(tree(place.path()), ["results/2021/out/comparison.csv=c", "results/2021/out/inputs/a.toml=a", &run]);
    assert!(is_result(&target));
}

#[test]
fn an_earlier_result_and_an_empty_folder_are_replaced_as_a_whole() {
    let place = place();
    let target = place.path().join("out");
    fs::create_dir(&target).unwrap();
    write(&target, Kind::Result, &[LISTING, ("old.csv", "1"), ("in/both.csv", "1")], &|_, _| {}).unwrap();
    write(&target, Kind::Result, &[RUN, ("in/both.csv", "2"), ("new/x.csv", "2")], &|_, _| {}).unwrap();
    assert_eq!(tree(&target), ["in/both.csv=2", "new/x.csv=2", &format!("run.json={}", RUN.1)]);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "something is left beside it");
}

#[test]
fn what_somebody_else_put_into_a_result_is_kept() {
    let place = place();
    let target = place.path().join("out");
    write(&target, Kind::Result, &[LISTING, ("old.csv", "1"), ("in/both.csv", "1")], &|_, _| {}).unwrap();
    fs::write(target.join("notes.md"), "mine").unwrap();
    fs::create_dir_all(target.join("in/deep")).unwrap();
    fs::write(target.join("in/deep/plot.png"), "mine too").unwrap();
    write(&target, Kind::Result, &[LISTING, ("in/both.csv", "2")], &|_, _| {}).unwrap();
    write(&target, Kind::Result, &[RUN, ("in/both.csv", "3")], &|_, _| {}).unwrap();
    let run = format!("run.json={}", RUN.1);
    assert_eq!(tree(&target), ["in/both.csv=3", "in/deep/plot.png=mine too", "notes.md=mine", &run]);
    // Neither that file nor the new one can go.
    let refused = refusal(place.path(), &target, &[RUN, ("notes.md", "ours")]);
    assert!(
        refused.ends_with("`notes.md` in it is not of the earlier result, and the new one has its own"),
        "{refused}"
    );
}

#[test]
fn two_renames_do_the_same_and_the_first_is_undone() {
    let place = place();
    let (target, stage) = (place.path().join("out"), place.path().join("stage"));
    fs::create_dir(&target).unwrap();
    fs::write(target.join("a"), "1").unwrap();
    assert!(two_renames(&stage, &target).is_err());
    assert_eq!(tree(place.path()), ["out/a=1"]);
    fs::create_dir(&stage).unwrap();
    fs::write(stage.join("a"), "2").unwrap();
    two_renames(&stage, &target).unwrap();
    assert_eq!(tree(place.path()), ["out/a=2"]);
}

#[cfg(target_os = "linux")]
#[test]
fn folders_are_exchanged_where_the_system_can() {
    let place = place();
    let (a, b) = (place.path().join("a"), place.path().join("b"));
    fs::create_dir_all(a.join("in-a")).unwrap();
    fs::create_dir(&b).unwrap();
    exchange(&a, &b).unwrap();
    assert_eq!(tree(place.path()), ["a/", "b/in-a/"]);
}

/// What a refused attempt says, after a look that nothing changed.
fn refusal(place: &Path, target: &Path, files: &[(&str, &str)]) -> String {
    let before = tree(place);
    let error = write(target, Kind::Result, files, &|_, _| {}).unwrap_err();
    assert_eq!(tree(place), before, "a refusal changed something");
    format!("{}: {error}", error.diagnostic().code.id).replace(&place.display().to_string(), "")
}

#[test]
fn what_is_not_a_result_is_refused() {
    let place = place();
    let (thesis, file, other) = (place.path().join("thesis"), place.path().join("file"), place.path().join("other"));
    fs::create_dir(&thesis).unwrap();
    fs::write(thesis.join("chapter-1.md"), "years of work").unwrap();
    fs::create_dir(&other).unwrap();
    fs::write(other.join(CERTIFICATE), "{\"program\": \"another\"}").unwrap();
    fs::write(&file, "x").unwrap();
    let foreign = "holds something that is not a result of this program";
    assert_eq!(refusal(place.path(), &thesis, &[RUN]), format!("foreign-folder: `/thesis` {foreign}"));
    assert_eq!(refusal(place.path(), &other, &[RUN]), format!("foreign-folder: `/other` {foreign}"));
    assert_eq!(refusal(place.path(), &file, &[RUN]), "foreign-folder: `/file` is a file, not a folder");
    assert!(refusal(place.path(), &file.join("out"), &[RUN]).starts_with("unwritable: `/file/out` cannot"));
    assert!(check(Path::new("."), Kind::Result).unwrap_err().to_string().contains("works in"));
    assert!(check(Path::new("/"), Kind::Result).is_err());
}

#[test]
fn files_that_lead_out_stand_twice_or_clash_are_refused() {
    let place = place();
    let (new, old) = (place.path().join("a/b/new"), place.path().join("old"));
    write(&old, Kind::Result, &[RUN], &|_, _| {}).unwrap();
    for target in [&new, &old] {
        for bad in ["../x", "/etc/x", "run.json", "run.json/x"] {
            assert!(refusal(place.path(), target, &[RUN, (bad, "x")]).starts_with("unwritable"), "{bad}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_takes_no_folders_is_an_error_even_for_root() {
    for target in ["/proc/out", "/proc/results/out"] {
        let error = write(Path::new(target), Kind::Result, &[RUN], &|_, _| {}).unwrap_err();
        assert!(error.to_string().starts_with(&format!("`{target}` cannot be written")), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_read_only_parent_is_an_error_and_leaves_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let place = place();
    let parent = place.path().join("parent");
    write(&parent.join("old"), Kind::Result, &[RUN], &|_, _| {}).unwrap();
    fs::set_permissions(&parent, fs::Permissions::from_mode(0o555)).unwrap();
    // For root nothing is read-only; the test above stands in for this one there.
    if fs::write(parent.join("probe"), "").is_err() {
        for target in ["old", "new", "new/er"] {
            assert!(refusal(place.path(), &parent.join(target), &[RUN]).starts_with("unwritable"));
        }
    }
    fs::set_permissions(&parent, fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_link_is_followed() {
    let place = place();
    let (real, link) = (place.path().join("real"), place.path().join("link"));
    fs::create_dir(&real).unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    write(&link, Kind::Result, &[RUN], &|_, _| {}).unwrap();
    assert!(link.is_symlink() && is_result(&real));
    std::os::unix::fs::symlink(place.path().join("nowhere"), place.path().join("broken")).unwrap();
    assert!(write(&place.path().join("broken"), Kind::Result, &[RUN], &|_, _| {}).is_err());
}

#[cfg(unix)]
#[test]
fn stages_of_killed_runs_go_and_those_of_running_ones_stay() {
    let place = place();
    let old = SystemTime::now() - STALE - Duration::from_secs(60);
    for (name, is_old) in [(".out.eslabon-a", true), (".out.eslabon-b", false), (".else.eslabon-c", true)] {
        let stage = place.path().join(name);
        fs::create_dir(&stage).unwrap();
        if is_old {
            fs::File::open(&stage).unwrap().set_modified(old).unwrap();
        }
    }
    write(&place.path().join("out"), Kind::Result, &[RUN], &|_, _| {}).unwrap();
    let run = format!("out/run.json={}", RUN.1);
    assert_eq!(tree(place.path()), [".else.eslabon-c/", ".out.eslabon-b/", &run]);
}

#[test]
fn a_table_replaces_a_table_and_nothing_else() {
    let place = place();
    let target = place.path().join("chile");
    let table = [("table.toml", "id = 'a'"), ("table.csv", "code"), ("sectors.csv", "code")];
    write(&target, Kind::Table, &table, &|_, _| {}).unwrap();
    write(&target, Kind::Table, &table[..2], &|_, _| {}).unwrap();
    assert_eq!(tree(&target), ["table.csv=code", "table.toml=id = 'a'"]);
    fs::write(target.join("notes.txt"), "mine").unwrap();
    let error = write(&target, Kind::Table, &table, &|_, _| {}).unwrap_err();
    assert!(error.to_string().ends_with("holds something that is not a table in the native format"), "{error}");
    assert!(write(&target, Kind::Result, &[RUN], &|_, _| {}).is_err());
    assert_eq!(tree(&target).len(), 3);
}
