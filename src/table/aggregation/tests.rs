//! Every total is kept, on real, odd and random tables, and by two ways of adding.

use super::*;
use crate::table::fixture::{oddities, productive, two_sectors};
use crate::table::reader::{ReadOptions, load, read_texts};
use crate::table::{Account, Denominator, Identities, Tolerances, native};
use crate::words::{Classification, Group};
use proptest::prelude::*;

fn shipped(id: &str) -> IoTable {
    load(id, &ReadOptions::default(), &mut Diagnostics::default()).unwrap().table
}

/// Maps each sector to the code in the same place of a list.
fn to(codes: &[&str]) -> Aggregation {
    Aggregation::new(codes.iter().map(|code| Sector::new(*code, *code)).collect(), "for a test").unwrap()
}

/// Two of three groups become one.
fn joined<'c>(code: &&'c str) -> &'c str {
    if *code == "c" { "b" } else { code }
}

fn close(a: f64, b: f64, size: f64) -> bool {
    (a - b).abs() <= 1e-12 * size.abs().max(1e-300)
}

/// Every total of the table, with the sum of sizes that its rounding is measured by.
fn totals(table: &IoTable) -> Vec<(f64, f64)> {
    let mut totals = Vec::new();
    let mut add = |figures: Vec<f64>| totals.push((figures.iter().sum(), figures.iter().map(|x: &f64| x.abs()).sum()));
    add(table.intermediate().iter().copied().collect());
    for component in table.final_demand().values.column_iter() {
        add(component.iter().copied().collect());
    }
    for row in table.primary_inputs().values.row_iter().chain(table.satellites().values.row_iter()) {
        add(row.iter().copied().collect());
    }
    add(table.output(Denominator::Row).iter().copied().collect());
    add(table.output(Denominator::Column).iter().copied().collect());
    totals
}

fn assert_totals_kept(old: &IoTable, new: &IoTable) {
    for ((old, size), (new, _)) in totals(old).into_iter().zip(totals(new)) {
        assert!(close(old, new, size), "{old} became {new}");
    }
}

/// Writes and reads, because an aggregated table is there to be written.
fn assert_comes_back(table: &IoTable) {
    let files = native::files(table);
    let texts: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let mut diagnostics = Diagnostics::default();
    let again = read_texts(&texts, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.iter().map(|d| &d.message).collect::<Vec<_>>());
    assert_eq!(again.as_ref(), Some(table));
}

#[test]
fn two_sectors_become_one_that_uses_what_they_sold_each_other() {
    let one = to(&["all-of-it", "all-of-it"]).apply(&two_sectors()).unwrap();
    assert_eq!(one.intermediate().as_slice(), [950.0]);
    assert_eq!(one.final_demand().values.as_slice(), [450.0, 1600.0]);
    assert_eq!(one.primary_inputs().values.as_slice(), [800.0, 1250.0]);
    assert_eq!(one.output(Denominator::Row).as_slice(), [3000.0]);
    assert_eq!(one.output(Denominator::Column).as_slice(), [3000.0]);
    assert_eq!(one.notes()[0].texts, ["S1 S2"]);
}

#[test]
fn the_49_sectors_become_the_10_branches() {
    for id in ["chile-2008", "chile-2018", "chile-2021"] {
        let table = shipped(id);
        let branches = Aggregation::by_classification(&table, "branch").unwrap().apply(&table).unwrap();
        let codes: Vec<&str> = branches.sectors().iter().map(|sector| sector.code.as_str()).collect();
        assert_eq!(
            codes,
            [
                "agriculture",
                "mining",
                "manufacturing",
                "utilities",
                "construction",
                "commerce",
                "transport",
                "business",
                "personal",
                "government-branch"
            ]
        );
        assert_totals_kept(&table, &branches);
        let identities = Identities::of(&branches).diagnostics(&branches, Tolerances::default(), None);
        assert!(identities.is_empty());
        assert_eq!(branches.manifest().id, format!("{id}-10"));
        assert_eq!(branches.manifest().focus, None);
        // The classification says of itself what the sectors now are; the groups take in parts of branches.
        assert_eq!(branches.classifications().len(), 1);
        assert_eq!(branches.groups(), []);
        let notes = &branches.manifest().source.notes[table.manifest().source.notes.len()..];
        assert_eq!(
            notes,
            [
                format!(
                    "Aggregated from the 49 sectors of `{id}` into 10 sectors by the classification `branch`; the column \
                     `sum_of` of sectors.csv says which make a sector."
                ),
                "The focus `ITS` is part of the sector `business` and is not carried over.".into(),
                "The group `natural-resources` takes in parts of sectors and is not carried over.".into(),
                "The group `services-chains` takes in parts of sectors and is not carried over.".into(),
            ]
        );
        assert_comes_back(&branches);
    }
}

/// Sales of information services by the paper's ten branches, in percent, known from the Bank's 111 activities. Three
/// branches are known only together: recycling, a manufacture of the paper, and the repair of household goods, its commerce,
/// belong to sectors of personal services here.
#[test]
fn information_services_sell_to_the_branches_what_is_known() {
    let table = shipped("chile-2008");
    let targets = table.sectors().iter().zip(table.classification("branch").unwrap().labels());
    let targets: Vec<&str> = targets
        .map(|(sector, branch)| match (sector.code.as_str(), branch.as_str()) {
            ("ITS", _) => "ITS",
            // A column of final demand is called government.
            (_, "government") => "state",
            (_, branch) => branch,
        })
        .collect();
    let branches = to(&targets).apply(&table).unwrap();
    assert_eq!(branches.manifest().focus.as_deref(), Some("ITS"));
    let its = branches.sectors().position("ITS").unwrap();
    let total = branches.intermediate().row(its).sum();
    let share = |code: &str| 100.0 * branches.intermediate()[(its, branches.sectors().position(code).unwrap())] / total;
    for (branch, known) in [
        ("agriculture", 0.40),
        ("mining", 4.82),
        ("utilities", 2.25),
        ("construction", 1.08),
        ("transport", 13.17),
        ("state", 4.01),
    ] {
        assert!((share(branch) - known).abs() <= 0.005 + 1e-9, "{branch}: {} is not {known}", share(branch));
    }
    assert!((share("business") + share("ITS") - 34.76).abs() <= 0.005 + 1e-9);
    let together = share("manufacturing") + share("commerce") + share("personal");
    assert!((together - 18.75 - 15.65 - 5.11).abs() <= 3.0 * 0.005 + 1e-9, "{together}");
}

#[test]
fn what_can_be_carried_over_is() {
    let mut parts = oddities().into_parts();
    let labels = |list: [&str; 5]| list.map(str::to_owned).to_vec();
    parts.classifications = vec![
        Classification::new("kept", labels(["x", "x", "y", "y", "y"])),
        Classification::new("split", labels(["x1", "x2", "x3", "x4", "x5"])),
        Classification::new("taken", labels(["b", "b", "z", "z", "z"])),
    ];
    parts.groups = vec![
        Group { id: "whole".into(), members: vec![0, 1] },
        Group { id: "part".into(), members: vec![0, 4] },
        Group { id: "b".into(), members: vec![0, 1] },
    ];
    parts.satellites = Satellites {
        accounts: vec![Account { id: "jobs".into(), unit: "persons".into() }],
        values: DMatrix::from_row_slice(1, 5, &[1.0, 2.0, 3.0, 4.0, 5.0]),
    };
    parts.output_by_row[0] += 1e-9;
    let table = IoTable::new(parts).unwrap();
    let new = to(&["a", "a", "b", "b", "b"]).apply(&table).unwrap();
    assert_eq!(new.classifications().iter().map(Classification::id).collect::<Vec<_>>(), ["kept"]);
    assert_eq!(new.groups(), [Group { id: "whole".into(), members: vec![0] }]);
    assert_eq!(new.satellites().values.as_slice(), [3.0, 12.0]);
    assert_eq!(
        new.manifest().source.notes[1..],
        [
            "The classification `split` puts parts of one sector into two groups and is not carried over.",
            "The classification `taken` has groups with the names of others and is not carried over.",
            "The group `part` takes in parts of sectors and is not carried over.",
            "The group `b` has the name of another and is not carried over.",
        ]
    );
    assert_totals_kept(&table, &new);
}

#[test]
fn codes_that_are_numbers_are_put_in_order() {
    let order = |codes: &[&str]| to(codes).sectors().iter().map(|sector| sector.code.clone()).collect::<Vec<_>>();
    assert_eq!(order(&["1", "9", "2", "10"]), ["1", "2", "9", "10"]);
    assert_eq!(order(&["1", "9", "2b", "10"]), ["1", "9", "2b", "10"]);
    assert_eq!(to(&["1", "9", "2", "9"]).targets(), [0, 2, 1, 2]);
}

#[test]
fn what_is_no_aggregation_is_said() {
    let message = |problems: Diagnostics| {
        let first = problems.iter().next().unwrap();
        (format!("{}: {}", first.code.id, first.message), first.help.clone().unwrap())
    };
    let table = shipped("chile-2008");
    assert_eq!(
        message(Aggregation::by_classification(&table, "brunch").unwrap_err()),
        (
            "unknown-classification: the table `chile-2008` has no classification `brunch`".into(),
            "did you mean `branch`? it has branch".into()
        )
    );
    assert_eq!(message(Aggregation::by_classification(&two_sectors(), "branch").unwrap_err()).1, "it has none");
    assert_eq!(
        message(to(&["a", "b"]).apply(&table).unwrap_err()).0,
        "table-shape: the aggregation is one of 2 sectors, and the table has 49"
    );
    let named = Aggregation::new(vec![Sector::new("exports", "Exports"); 49], "").unwrap();
    assert_eq!(
        message(named.apply(&table).unwrap_err()).0,
        "table-shape: the column `exports` has the code of a sector"
    );
    assert_eq!(
        message(Aggregation::new(vec![Sector::new("all", "All")], "").unwrap_err()).0,
        "reserved-label: the sector `all` has a name that means something else"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// S Z S' by matrix products gives the same flows, all totals are kept, and identities hold as they did.
    #[test]
    fn random_tables_keep_every_total((table, targets) in productive(8, 0.9).prop_flat_map(|table| {
        let n = table.len();
        (Just(table), prop::collection::vec(0_usize..4, n))
    })) {
        let codes: Vec<String> = targets.iter().map(|target| format!("N{target}")).collect();
        let aggregation = to(&codes.iter().map(String::as_str).collect::<Vec<_>>());
        let new = aggregation.apply(&table).unwrap();
        assert_totals_kept(&table, &new);
        let s = DMatrix::from_fn(new.len(), table.len(), |i, j| f64::from(aggregation.targets()[j] == i));
        let product = &s * table.intermediate() * s.transpose();
        let size = table.intermediate().sum().max(1.0);
        prop_assert!((product - new.intermediate()).amax() <= 1e-12 * size);
        let identities = Identities::of(&new);
        prop_assert!(identities.sales[0].relative < 1e-11 && identities.purchases[0].relative < 1e-11);
        assert_comes_back(&new);
    }

    /// Nothing changes where every sector stays by itself, and two steps are one.
    #[test]
    fn steps_can_be_joined(table in productive(6, 0.9)) {
        let own: Vec<String> = table.sectors().iter().map(|sector| sector.code.clone()).collect();
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        let same = to(&own).apply(&table).unwrap();
        prop_assert_eq!(same.intermediate(), table.intermediate());
        let halves: Vec<&str> = (0..table.len()).map(|i| ["a", "b", "c"][i % 3]).collect();
        let first = to(&halves).apply(&table).unwrap();
        let codes: Vec<&str> = first.sectors().iter().map(|sector| sector.code.as_str()).collect();
        let twice = to(&codes.iter().map(joined).collect::<Vec<_>>()).apply(&first).unwrap();
        let once = to(&halves.iter().map(joined).collect::<Vec<_>>()).apply(&table).unwrap();
        let size = table.output(Denominator::Row).sum();
        prop_assert!((twice.intermediate() - once.intermediate()).amax() <= 1e-12 * size);
    }
}
