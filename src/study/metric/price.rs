//! Prices of domestic output where savings are passed on to them; those of the base where none are.
//!
//! | metric | formula | unit |
//! |---|---|---|
//! | `output_value` | p'x' | money at the new prices |
//! | `price_index` | p'f' / i'f', f' what is not bought by sectors | ratio; one in the base |
//! | `focus_price` | p_k of the focus sector k | ratio; one in the base |
//! | `wage` | w, so that a unit of labour buys what it did; only where households are part of the model | ratio; one in the base |

use super::{Better, Family, Measure, Metric, money, ratio};
use crate::words::Unit;

const RESTS_ON: &str = "Savings are passed on in full, and volumes do not answer to prices.";

pub(super) static VALUE: Metric = Metric {
    id: "output_value",
    name: "Output at new prices",
    family: Family::Level,
    unit: money,
    about: "Output of the whole economy at the prices that savings lead to.",
    better: Better::Neither,
    rests_on: RESTS_ON,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(Some(view.state().values().sum()))),
};

pub(super) static INDEX: Metric = Metric {
    id: "price_index",
    name: "Prices of final demand",
    family: Family::Price,
    unit: |_| Unit::Ratio,
    about: "What final demand costs, relative to what it would at base prices.",
    better: Better::Less,
    rests_on: RESTS_ON,
    rests_on_payer: false,
    of: Measure::One(|view| {
        let demand = view.state().final_demand_total(view.base());
        Ok(ratio(view.state().prices().values(&demand).sum(), demand.sum()))
    }),
};

pub(super) static FOCUS: Metric = Metric {
    id: "focus_price",
    name: "Price of the focus",
    family: Family::Price,
    unit: |_| Unit::Ratio,
    about: "What a unit of the focus sector's output costs, relative to the base.",
    better: Better::Less,
    rests_on: RESTS_ON,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(view.focus().map(|focus| view.state().prices().vector()[focus]))),
};

pub(super) static WAGE: Metric = Metric {
    id: "wage",
    name: "Wage at new prices",
    family: Family::Price,
    unit: |_| Unit::Ratio,
    about: "What a unit of labour is paid, relative to the base, so that it buys what it did; only where households are part of the model.",
    better: Better::Neither,
    rests_on: "Wages follow the prices of what households buy, and what they buy per unit of work stays.",
    rests_on_payer: false,
    of: Measure::One(|view| Ok(view.base().households().map(|_| view.state().wage()))),
};
