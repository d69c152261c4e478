//! `table.csv` and `satellites.csv`.

use super::csv_text;
use crate::table::{Denominator, IoTable};
use crate::words::shortest;

fn codes(table: &IoTable) -> impl Iterator<Item = String> {
    table.sectors().iter().map(|sector| sector.code.clone())
}

/// The table as economists print it: sectors sell along the rows, primary inputs and output stand at the foot.
pub(super) fn text(table: &IoTable) -> String {
    let (demand, inputs) = (table.final_demand(), table.primary_inputs());
    let words = |head: &str| vec![head.to_owned()];
    let mut header = words("code");
    header.extend(codes(table));
    header.extend(demand.components.iter().map(|component| component.id.clone()));
    header.extend(words("output"));
    let sellers = table.sectors().iter().enumerate().map(|(i, sector)| {
        let mut record = words(&sector.code);
        record.extend(table.intermediate().row(i).iter().map(|flow| shortest(*flow)));
        record.extend(demand.values.row(i).iter().map(|use_| shortest(*use_)));
        record.push(shortest(table.output(Denominator::Row)[i]));
        record
    });
    // The corner where primary inputs meet final demand is empty.
    let corner = vec![String::new(); demand.components.len() + 1];
    let paid = inputs.rows.iter().enumerate().map(|(r, row)| {
        let mut record = words(&row.id);
        record.extend(inputs.values.row(r).iter().map(|paid| shortest(*paid)));
        record.extend(corner.iter().cloned());
        record
    });
    let mut output = words("output");
    output.extend(table.output(Denominator::Column).iter().map(|output| shortest(*output)));
    output.extend(corner.iter().cloned());
    csv_text([header].into_iter().chain(sellers).chain(paid).chain([output]))
}

/// The satellite accounts, one a row.
pub(super) fn satellites(table: &IoTable) -> String {
    let satellites = table.satellites();
    let mut header = vec!["account".to_owned(), "unit".to_owned()];
    header.extend(codes(table));
    let accounts = satellites.accounts.iter().enumerate().map(|(s, account)| {
        let mut record = vec![account.id.clone(), account.unit.clone()];
        record.extend(satellites.values.row(s).iter().map(|quantity| shortest(*quantity)));
        record
    });
    csv_text([header].into_iter().chain(accounts))
}
