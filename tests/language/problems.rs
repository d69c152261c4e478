//! All problems of a file in one run, each at its word, and none that only follows from another.

use super::{Files, HEAD, shock};
use eslabon::study::LoadOptions;

#[test]
fn every_problem_is_told_in_one_run() {
    let text = "format = 1\n\
                naem = 'x'\n\
                years = [2030, 2021]\n\
                base = { table = 'miller-blair', closure = 'opne', focus = 'S3' }\n\
                groups = { both = ['S1', 'S4'], S1 = 'S2', all = 'S1' }\n\
                parameters = { p = { value = 0.5, low = 0.7 }, 'a b' = 1, inf = inf }\n\
                cost = { private = 3 }\n\
                paths.rise.logistic = { midpoint = 'q', years_10_to_90 = 8 }\n\
                [coefficient]\n\
                [[shock.coeficient]]\n\
                [sweep]\n\
                [[shock.coefficient]]\n\
                name = 's'\n\
                supplier = 'S7'\n\
                buyers = 'both'\n\
                add = 'p'\n\
                instead_of = 'operating_surplus'\n\
                [[shock.final_demand]]\n\
                name = 's'\n\
                sectors = 'S8'\n\
                component = 'exporst'\n\
                add = 'inf'\n\
                [[shock.final_demand]]\n\
                name = 's'\n\
                sectors = 'S9'\n\
                component = 'exporst'\n\
                add = 1\n\
                scale = 2\n";
    let files = Files::new(&[("a.toml", text)]);
    let said = files.said(&["a.toml"]);
    let short: Vec<&str> = said.iter().map(|said| said.split(']').next().unwrap()).collect();
    assert_eq!(
        short,
        [
            "unknown-key: this file has no key `coefficient` [a.toml:9:2",
            "reserved: `sweep` is kept for what is not built yet: a grid over parameters [a.toml:11:2",
            "unknown-key: this file has no key `naem` [a.toml:2:1",
            "missing-key: this file needs the key `name` [a.toml:1:1",
            "out-of-range: `years` is no first and last year [a.toml:3:9",
            "unknown-word: `closure` cannot be `opne` [a.toml:4:44",
            "reserved-label: `all` means every sector and is no name for a group [a.toml:5:44",
            "out-of-range: `p` is 0.5, below its low value 0.7 [a.toml:6:41",
            "bad-name: `a b` is no name for a parameter [a.toml:6:48",
            "not-finite: `inf` is not a finite number [a.toml:6:65",
            "unknown-key: `cost` has no key `private` [a.toml:7:10",
            "missing-key: `cost` needs the key `public` [a.toml:7:8",
            "unknown-kind: there is no kind of shock `coeficient` [a.toml:10:9",
            "exactly-one: `add` and `scale` are both there [a.toml:28:9",
            "duplicate-name: `shock.final_demand.s` stands twice; first at a.toml:19:8 [a.toml:24:8",
            "unknown-parameter: `q` is no parameter of this scenario [a.toml:8:36",
            "unknown-sector: `S4` is no sector code, group or sector name [a.toml:5:26",
            "duplicate-group: the group `S1` has the code of the sector S1 (Sector 1) [a.toml:5:33",
            "unknown-sector: `S3` is no sector code, group or sector name [a.toml:4:60",
            "unknown-sector: `S7` is no sector code, group or sector name [a.toml:14:12",
            "unknown-sector: `S8` is no sector code, group or sector name [a.toml:20:11",
            "unknown-component: `exporst` is no component of final demand [a.toml:21:13",
        ],
        "{said:#?}"
    );
}

#[test]
fn an_entry_with_one_wrong_part_is_looked_up_in_the_others() {
    let text = format!(
        "{HEAD}[[shock.coefficient]]\nname = 'a'\nsuplier = 'S1'\nsupplier = 97\nbuyers = 'S7'\nadd = nan\ninstead_of = 'import'\n\
         [[shock.coefficient]]\nname = 'b'\nsupplier = 'S1'\nbuyers = []\ntoward = {{ reference = 'S9', share = 'p', per = 'x' }}\n\
         instead_of = 'imports'\n[[shock.final_demand]]\nname = 'c'\nsectors = 3\ncomponent = 'exporst'\nadd = 'q'\n"
    );
    let said = Files::new(&[("a.toml", &text)]).said(&["a.toml"]);
    let codes: Vec<&str> = said.iter().map(|said| said.split(':').next().unwrap()).collect();
    assert_eq!(
        codes,
        [
            "unknown-key",
            "wrong-type",
            "not-finite",
            "wrong-type",
            "unknown-word",
            "wrong-type",
            "unknown-sector",
            "unknown-sector",
            "unknown-parameter",
            "unknown-sector",
            "unknown-parameter",
            "unknown-component",
        ],
        "{said:#?}"
    );
}

#[test]
fn what_rests_on_something_wrong_says_no_more() {
    // Each name is defined, wrongly; the entries that use them are not to blame.
    let text = format!(
        "{HEAD}years = [2021, 2022]\nparameters.p = 'x'\ngroups.g = 'S9'\npaths.r.step = {{}}\n{}path = 'r'\n{}{}",
        shock("one", "add", "0.1"),
        shock("two", "add", "'p'"),
        shock("three", "add", "0.1").replace("buyers = 'S1'", "buyers = '!g'")
    );
    let said = Files::new(&[("a.toml", &text)]).said(&["a.toml"]);
    let codes: Vec<&str> = said.iter().map(|said| said.split(':').next().unwrap()).collect();
    assert_eq!(codes, ["wrong-type", "missing-key", "unknown-sector"], "{said:#?}");
}

#[test]
fn after_a_mistake_of_syntax_nothing_is_missed_that_may_be_there() {
    let text = "format = 1\nname 'a'\n[base]\ntable = 'miller-blair'\nclosure = 'opne'\n";
    let said = Files::new(&[("a.toml", text)]).said(&["a.toml"]);
    assert!(said.iter().all(|said| said.starts_with("syntax") || said.starts_with("unknown-word")), "{said:#?}");
    assert!(said[0].contains("[a.toml:2:"), "{said:#?}");
}

#[test]
fn a_file_of_another_format_is_read_no_further() {
    let said = Files::new(&[("a.toml", "format = 2\nanything = 'new'\n")]).said(&["a.toml"]);
    assert_eq!(
        said,
        ["wrong-format-version: the file is of format 2 [a.toml:1:10] \
          this program reads `format = 1`; nothing else of the file was read"]
    );
}

#[test]
fn two_scenarios_of_one_name_are_told_with_both_files() {
    let files = Files::new(&[("a.toml", HEAD), ("b/c.toml", HEAD)]);
    assert_eq!(
        files.said(&[""]),
        ["duplicate-scenario: two scenarios are called `a` [b/c.toml:2:8] \
          the other is at a.toml:2:8; give one of them another name"]
    );
    // The same file by two paths is one scenario.
    assert_eq!(files.loaded(&["a.toml", "b/../a.toml"], &LoadOptions::default()).scenarios.len(), 1);
}

#[test]
fn a_missing_table_is_told_unless_one_comes_from_outside() {
    let files = Files::new(&[("a.toml", "format = 1\nname = 'a'\n")]);
    let said = files.said(&["a.toml"]);
    assert_eq!(
        said,
        ["missing-key: no table is named to start from [a.toml:2:8] \
          write table = \"chile-2021\", or another, under [base]; `--table` gives one from outside"]
    );
    files.loaded(&["a.toml"], &LoadOptions { table: Some("miller-blair".into()), ..LoadOptions::default() });
}

#[test]
fn households_without_a_known_income_are_told_and_run() {
    let text = "format = 1\nname = 'a'\nbase = { table = 'chile-2021', closure = 'households' }\n";
    let files = Files::new(&[("a.toml", text), ("b.toml", &text.replace("'a'", "'b'"))]);
    let (loaded, said) = files.load(&[""], &LoadOptions::default());
    assert_eq!(loaded.scenarios.len(), 2);
    assert!(said.len() == 1 && said[0].starts_with("income-assumed: `chile-2021` gives no income"), "{said:#?}");
}

#[test]
fn names_of_one_kind_do_not_bind_another() {
    // A coefficient and a demand may have one name; so may a group and a parameter.
    let text = format!(
        "{HEAD}groups.p = 'S1'\nparameters.p = 0.1\n{}[[shock.final_demand]]\nname = 's'\nsectors = 'p'\ncomponent = 'other'\nadd = 'p'\n",
        shock("s", "add", "'p'")
    );
    assert_eq!(
        Files::new(&[("a.toml", &text)]).loaded(&["a.toml"], &LoadOptions::default()).scenarios[0].shocks.len(),
        2
    );
}

#[test]
fn what_a_file_defines_and_nothing_calls_is_told() {
    let top = "years = [2021, 2022]\nparameters = { p = 1, q = 2022 }\ngroups = { g = 'S1', h = 'S2' }\n\
               paths = { r.step.year = 'q', t.step.year = 2022 }\n";
    let text = format!("{HEAD}{top}{}path = 'r'\n", shock("s", "add", "0.1").replace("'S1'", "['!h']"));
    let files = Files::new(&[("a.toml", &text)]);
    let help = "name it where it was meant, or take it out";
    let (loaded, said) = files.load(&["a.toml"], &LoadOptions::default());
    assert_eq!(
        said,
        [
            format!("unused-name: nothing calls the parameter `p` [a.toml:5:16] {help}"),
            format!("unused-name: nothing calls the group `g` [a.toml:6:12] {help}"),
            format!("unused-name: nothing calls the path `t` [a.toml:7:30] {help}"),
        ]
    );
    assert_eq!(loaded.scenarios.len(), 1);
    // A parent may define more than one of its children needs.
    let child = [
        ("_p.toml", text.replace("name = 'a'\n", "")),
        ("c.toml", "format = 1\nname = 'c'\nextends = '_p.toml'".into()),
    ];
    Files::new(&child.each_ref().map(|(name, text)| (*name, text.as_str())))
        .loaded(&["c.toml"], &LoadOptions::default());
}

#[test]
fn an_entry_without_a_name_is_looked_up_all_the_same() {
    let text = format!("{HEAD}[[shock.final_demand]]\nsectors = 'S8'\ncomponent = 'other'\nadd = 'p'\n");
    let said = Files::new(&[("a.toml", &text)]).said(&["a.toml"]);
    let short: Vec<&str> = said.iter().map(|said| said.split(" [").next().unwrap()).collect();
    assert_eq!(
        short,
        [
            "missing-key: `final_demand` needs the key `name`",
            "unknown-parameter: `p` is no parameter of this scenario",
            "unknown-sector: `S8` is no sector code, group or sector name",
        ]
    );
}

#[test]
fn an_entry_without_a_name_is_like_no_other_and_the_rest_of_it_is_looked_up() {
    let nameless = shock("x", "add", "0.01").replace("name = 'x'\n", "");
    let text = [HEAD, &shock("entry 2", "add", "0.01"), &nameless, &nameless].concat();
    let said = Files::new(&[("a.toml", &text)]).said(&["a.toml"]);
    let codes: Vec<&str> = said.iter().filter_map(|said| said.split(':').next()).collect();
    assert_eq!(codes, ["missing-key", "missing-key"], "{said:#?}");
    let text = [HEAD, &shock(" ", "add", "0.01").replace("'S2'", "'S9'")].concat();
    let said = Files::new(&[("a.toml", &text)]).said(&["a.toml"]);
    assert_eq!(
        said,
        [
            "bad-name: an entry has an empty name [a.toml:8:8] say in a few words what happens",
            "unknown-sector: `S9` is no sector code, group or sector name [a.toml:5:12] \
             `eslabon table show TABLE` lists the sectors and groups of a table",
        ]
    );
}
