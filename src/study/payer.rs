//! Who pays: what a buyer saves, or gives up, where a coefficient changes. Every coefficient change must say it, because
//! with final demand given the payer alone decides who gains.

use crate::table::PrimaryInputKind;
use crate::words::{Code, Diagnostic, Diagnostics, Item, Naming, Place, TypedValue};
use std::sync::Arc;

/// The payer as typed.
#[derive(Debug, Clone, PartialEq)]
pub struct PayerWord {
    /// One of the words, or names of suppliers.
    pub words: Vec<String>,
    /// Where.
    pub place: Place,
}

/// The payer on a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payer {
    /// Surplus of the buyer falls.
    OperatingSurplus,
    /// Own staff of the buyer is outsourced; jobs fall with it.
    Compensation,
    /// Imports of the buyer fall, and duties on them pro rata.
    Imports,
    /// Other suppliers of the buyer sell less, pro rata to what they sell; these positions.
    Suppliers(Arc<[usize]>),
    /// What the economy no longer makes comes from abroad: imports and duties rise pro rata; where a buyer imports nothing its
    /// first row of imports takes all, and where the table has none a row outside of it. No word of `instead_of` names it.
    Abroad,
    /// Nobody in the model: what is saved lowers prices. No word of `instead_of` names it.
    Prices,
}

/// The payers that are words, and what each means.
const WORDS: &[(&str, Payer)] = &[
    ("operating_surplus", Payer::OperatingSurplus),
    ("compensation", Payer::Compensation),
    ("imports", Payer::Imports),
];

impl PayerWord {
    /// Reads `instead_of`: one of the words, `suppliers`, or sectors.
    pub fn read(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let place = item.place();
        match item.value() {
            TypedValue::Text(_) | TypedValue::Array => {
                let words: Vec<String> = item.texts(diagnostics)?.into_iter().map(|typed| typed.value).collect();
                if words.is_empty() {
                    return item.wrong("at least one payer", diagnostics);
                }
                Some(Self { words, place })
            }
            _ => item.wrong(
                "`operating_surplus`, `compensation`, `imports`, `suppliers` or a list of suppliers",
                diagnostics,
            ),
        }
    }

    /// The payer on a table. The supplier whose coefficient changes never pays for itself.
    pub fn resolve(&self, supplier: usize, naming: &Naming<'_>, diagnostics: &mut Diagnostics) -> Option<Payer> {
        if let [word] = self.words.as_slice() {
            if let Some((_, payer)) = WORDS.iter().find(|(known, _)| known == word) {
                return Some(payer.clone());
            }
            if word == "suppliers" {
                return Some(Payer::Suppliers((0..naming.sectors().len()).filter(|&i| i != supplier).collect()));
            }
        }
        match naming.select(&self.words) {
            Ok(mut positions) => {
                positions.retain(|&position| position != supplier);
                if positions.is_empty() {
                    let message = "`instead_of` names only the supplier itself";
                    diagnostics.push(
                        Diagnostic::new(Code::NO_SECTOR, message)
                            .at(self.place.clone())
                            .help("name at least one other supplier, or write \"suppliers\" for all of them"),
                    );
                    return None;
                }
                Some(Payer::Suppliers(positions.into()))
            }
            Err(errors) => {
                for error in errors {
                    let known = WORDS.iter().map(|(word, _)| *word).chain(["suppliers"]);
                    let allowed =
                        "`instead_of` takes operating_surplus, compensation, imports, suppliers, or a list of sectors";
                    let word = self.words.join(", ");
                    let help = crate::words::suggestion(&word, known, allowed);
                    diagnostics.push(error.diagnostic().at(self.place.clone()).help(help));
                }
                None
            }
        }
    }
}

impl Payer {
    /// The kinds of primary input that pay, in the order in which results name them; none where suppliers pay.
    pub fn kinds(&self) -> &'static [PrimaryInputKind] {
        match self {
            Self::OperatingSurplus => &[PrimaryInputKind::OperatingSurplus],
            Self::Compensation => &[PrimaryInputKind::Compensation],
            Self::Imports | Self::Abroad => &[PrimaryInputKind::Imports, PrimaryInputKind::ImportDuties],
            Self::Suppliers(_) | Self::Prices => &[],
        }
    }

    /// The word by which results name the closure.
    pub fn word(&self) -> &'static str {
        match self {
            Self::OperatingSurplus => "operating_surplus",
            Self::Compensation => "compensation",
            Self::Imports | Self::Abroad => "imports",
            Self::Suppliers(_) => "suppliers",
            Self::Prices => "prices",
        }
    }
}
