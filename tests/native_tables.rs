//! What any reader reads can be written in the native format and read again, figure for figure.

use crate::shared_data::shared_data;
use eslabon::table::native;
use eslabon::table::reader::{ReadOptions, load};
use eslabon::words::Diagnostics;
use std::fs;

fn comes_back(name: &str, options: &ReadOptions) {
    let said = |diagnostics: &Diagnostics| diagnostics.iter().map(|d| d.message.clone()).collect::<Vec<_>>();
    let mut diagnostics = Diagnostics::default();
    let table = load(name, options, &mut diagnostics).unwrap_or_else(|| panic!("{:?}", said(&diagnostics))).table;
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in native::files(&table) {
        fs::write(folder.path().join(file), text).unwrap();
    }
    let mut diagnostics = Diagnostics::default();
    let again = load(folder.path().to_str().unwrap(), &ReadOptions::default(), &mut diagnostics);
    let again = again.unwrap_or_else(|| panic!("{name}: {:?}", said(&diagnostics))).table;
    assert!(again == table, "{name} does not come back as it was");
    assert!(native::files(&again) == native::files(&table), "{name} is not written twice alike");
}

#[test]
fn workbooks_of_the_central_bank_come_back() {
    for file in [
        "bcch/mip_2008_bcch_111x111.xlsx",
        "bcch/mip_2008_bcch_12x12.xlsx",
        "bcch/mip_2013_bcch_12x12.xlsx",
        "bcch/2017_MIP_111x111.xlsx",
        "bcch/2018_MIP_111x111.xlsx",
    ] {
        let Some(path) = shared_data(file) else { return };
        comes_back(path.to_str().unwrap(), &ReadOptions::default());
    }
}

#[test]
fn plain_csv_comes_back() {
    let Some(path) = shared_data("textbook/germany-1995/table.csv") else { return };
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
    let options = ReadOptions {
        final_demand: words(&["P52=inventories"]),
        primary_inputs: words(&["P1=output", "B1G=value_added", "D1=compensation", "B2A3N=operating_surplus"]),
        ignore: words(&["TFU", "D29X39", "K1", "EMP-WS", "EMP-FTE", "EMP"]),
        ..ReadOptions::default()
    };
    let mut diagnostics = Diagnostics::default();
    assert!(load(path.to_str().unwrap(), &options, &mut diagnostics).is_none(), "value added misses two of its parts");
    let options = ReadOptions {
        primary_inputs: words(&["P1=output"]),
        ignore: words(&["TFU", "EMP-WS", "EMP-FTE", "EMP"]),
        ..options
    };
    comes_back(path.to_str().unwrap(), &options);
}
