use super::*;
use crate::table::fixture::{branched, two_sectors};

fn read(takes: Takes, text: &str) -> Result<OptionValue, String> {
    let key = OptionKey { name: "x", takes, about: "X.", default: DefaultTo::Nothing };
    let help = |problems: Diagnostics| problems.iter().find_map(|problem| problem.help.clone()).unwrap_or_default();
    let mut said = Diagnostics::default();
    key.read(text, &two_sectors(), &NothingOutside, &mut said).ok_or_else(|| help(said))
}

#[test]
fn each_kind_reads_what_it_takes_and_says_what_it_would_have_taken() {
    let share = Takes::Number { least: 0.0, most: 1.0 };
    assert_eq!(read(share, " 0.5 "), Ok(OptionValue::Number(0.5)));
    for wrong in ["1.5", "-0.1", "nan", "inf", "half", ""] {
        assert_eq!(read(share, wrong), Err("it takes a number from 0 to 1".into()));
    }
    let list = Takes::Numbers { least: 0.0 };
    assert_eq!(read(list, "10, 1,1 ,0"), Ok(OptionValue::Numbers(vec![0.0, 1.0, 10.0])));
    assert_eq!(read(list, "1,,2"), Err("it takes numbers of at least 0, separated by commas".into()));
    let count = Takes::Count { least: 1, most: 9 };
    assert_eq!(read(count, "9"), Ok(OptionValue::Count(9)));
    assert!(read(count, "0").is_err() && read(count, "2.5").is_err() && read(count, "-1").is_err());
    assert_eq!(read(Takes::Switch, "true"), Ok(OptionValue::Switch(true)));
    assert!(read(Takes::Switch, "yes").is_err());
    let word = Takes::Word(&["kept", "dropped"]);
    assert_eq!(read(word, "kept"), Ok(OptionValue::Word("kept")));
    assert_eq!(read(word, "keep"), Err("it takes `kept` or `dropped`".into()));
    assert_eq!(read(Takes::Sector, "sector 2"), Ok(OptionValue::Sector(1)));
    assert_eq!(read(Takes::Factor, "income"), Ok(OptionValue::Factor(FactorKey::Income)));
    let help = "did you mean `income`? this table has: output, income, value-added, compensation, operating_surplus";
    assert_eq!(read(Takes::Factor, "incom"), Err(help.into()));
}

#[test]
fn sectors_with_numbers_and_what_stands_outside() {
    let given = |pairs: &[(usize, f64)]| Ok(OptionValue::PerSector(pairs.iter().copied().collect()));
    assert_eq!(read(Takes::PerSector, "S2:2000, sector 1 : -3.5"), given(&[(0, -3.5), (1, 2000.0)]));
    assert_eq!(read(Takes::PerSector, "all:7"), given(&[(0, 7.0), (1, 7.0)]));
    for wrong in ["S1", "S1:x", "S1:1,S1:2", "all:1,S2:2", "", "S1:inf"] {
        let takes = "it takes SECTOR:NUMBER, separated by commas, each sector once";
        assert_eq!(read(Takes::PerSector, wrong), Err(takes.into()), "{wrong}");
    }
    assert!(read(Takes::PerSector, "S9:1").unwrap_err().contains("`eslabon table show TABLE` lists the sectors"));
    for outside in [Takes::Table, Takes::Prices, Takes::Survey] {
        assert!(read(outside, "chile-2008").unwrap_err().contains("eslabon analyse"));
    }
}

#[test]
fn defaults_come_from_the_table() {
    assert_eq!(OptionKey::FOCUS.default_for(&two_sectors()), None);
    assert_eq!(OptionKey::FOCUS.default_for(&branched()), Some(OptionValue::Sector(0)));
    let Some(OptionValue::Classification(found)) = OptionKey::CLASSIFICATION.default_for(&branched()) else {
        panic!("no classification");
    };
    assert_eq!(found.id(), "branch");
    // A table without classifications is looked at sector by sector.
    let Some(OptionValue::Classification(each)) = OptionKey::CLASSIFICATION.default_for(&two_sectors()) else {
        panic!("no classification");
    };
    assert_eq!(each.labels(), ["S1", "S2"]);
}
