//! The economy after the changes of one year: output, primary inputs and final demand that close. Where savings are passed
//! on to prices, x' and f' are volumes at base prices and p' f' is what final users pay.
//!
//! x' = L' f', with L' = (I - A - ΔA)⁻¹ by the update of low rank; money of the table. With v'_r the changed share of primary
//! input r in output, sector j pays v'_rj x'_j: value added is never taken at unchanged shares where an input changed.
//! What all sectors pay for primary inputs is final demand, i' V' x̂'... = i' f', whatever A does; this is checked here.
//!
//! Where households are part of the model and savings move prices, wages follow what households pay for what they buy
//! ([`HouseholdClosure::wage`]): sectors pay w h'_j x'_j for labour, w the rate of the year, and the accounts close at that.

use super::rationed::Rationed;
use super::{Base, Settled};
use crate::model::{
    HouseholdClosure, ModelError, Prices, PrimaryCoefficients, System, TechnicalCoefficients, UpdatedSystem,
    check_productive, compensation,
};
use crate::table::{IoTable, PrimaryInputKind};
use nalgebra::{DMatrix, DVector};

/// How far the accounts may be missed, relative to final demand: rounding of sums over n sectors.
const ACCOUNTS: f64 = 1e-9;

/// The economy in one year of a scenario.
#[derive(Debug)]
pub struct State {
    settled: Settled,
    system: UpdatedSystem,
    final_demand: DMatrix<f64>,
    given: DVector<f64>,
    output: DVector<f64>,
    unmet: DVector<f64>,
    bought_abroad: f64,
    prices: Prices,
    wage: f64,
    paid: PrimaryCoefficients,
}

impl State {
    /// Solves the changed economy.
    ///
    /// # Errors
    /// Fails where it is no longer productive, or where households would spend more than they earn.
    pub fn new(base: &Base, settled: Settled) -> Result<Self, ModelError> {
        let economy = base.economy();
        let wages = compensation(economy.table(), &settled.primary);
        let system = base.system(&settled.change, &wages, &settled.spending)?;
        if settled.change.rank() > 0 {
            check_productive(&system, || system.coefficients())?;
        }
        // ΔF is measured against all that households buy; what the closure explains of it has changed by itself.
        let explained = economy.final_demand() - base.final_demand();
        let given = base.final_demand()
            + settled.final_demand.column_sum()
            + explained.component_mul(&settled.spending.map(|factor| 1.0 - factor));
        let output = system.outputs(&given)?;
        let unmet = DVector::zeros(output.len());
        let bought_abroad = settled.dose.leaked;
        let mut rationed = Rationed { settled, system, given, output, unmet, bought_abroad };
        if !rationed.settled.limits.is_empty() {
            rationed = rationed.under_limits(base)?;
        }
        let Rationed { settled, system, given, output, unmet, bought_abroad } = rationed;
        let final_demand = &economy.table().final_demand().values + &settled.final_demand;
        let prices = if settled.moves_prices() {
            Prices::after(&system, &settled.saved)?
        } else {
            Prices::unchanged(output.len())
        };
        let wage =
            base.households().map_or(1.0, |households: &HouseholdClosure| households.wage(&settled.spending, &prices));
        let paid = at_wage(economy.table(), &settled.primary, wage);
        Ok(Self { settled, system, final_demand, given, output, unmet, bought_abroad, prices, wage, paid })
    }

    /// The base itself, solved in the same way, so that a scenario in which nothing happens equals it to the bit.
    ///
    /// # Errors
    /// Fails where the base cannot be solved.
    pub fn unchanged(base: &Base) -> Result<Self, ModelError> {
        Self::new(base, Settled::nothing(base))
    }

    /// What changed, and who pays.
    pub fn settled(&self) -> &Settled {
        &self.settled
    }

    /// The changed system, closed as the base is.
    pub fn system(&self) -> &UpdatedSystem {
        &self.system
    }

    /// A', n x n, of the open model.
    pub fn technical(&self, base: &Base) -> TechnicalCoefficients {
        let old = base.economy().technical().matrix();
        TechnicalCoefficients::from_matrix(old + self.settled.change.matrix())
    }

    /// Row k of A', n values: what each buyer pays supplier k per unit of output.
    pub fn supplies(&self, base: &Base, supplier: usize) -> DVector<f64> {
        self.settled.supplies(base, supplier)
    }

    /// F', n x f, money of the table. Under a households closure the household column is the base's; what households really
    /// spend follows from [`State::final_demand_total`].
    pub fn final_demand(&self) -> &DMatrix<f64> {
        &self.final_demand
    }

    /// f*', n x 1, money of the table: the final demand for which the system was solved, x' = L' f*'; without limits of output.
    pub fn given(&self) -> &DVector<f64> {
        &self.given
    }

    /// f', n x 1: all that is not bought by sectors, x' - A' x', money of the table.
    pub fn final_demand_total(&self, base: &Base) -> DVector<f64> {
        if base.households().is_none() {
            return self.given.clone();
        }
        let (change, x) = (&self.settled.change, &self.output);
        x - base.economy().technical().matrix() * x - &change.left * change.right.tr_mul(x)
    }

    /// What of the orders for each sector's output limits leave unmet at home, n x 1, money of the table.
    pub fn unmet(&self) -> &DVector<f64> {
        &self.unmet
    }

    /// What final users buy abroad because of the scenario, money of the table: what procurement leaks and, where limits are
    /// made up for by imports, their share of these. What they import in the base is not in a table of domestic flows.
    pub fn bought_abroad(&self) -> f64 {
        self.bought_abroad
    }

    /// p, relative to the base: one where no saving is passed on.
    pub fn prices(&self) -> &Prices {
        &self.prices
    }

    /// w: what a unit of labour is paid, relative to the base; one but where prices move and households are part of the model.
    pub fn wage(&self) -> f64 {
        self.wage
    }

    /// V' x̂'⁻¹ at the wage of the year, k x n, money per unit of output at base prices: [`Settled::primary`] is at that of the base.
    pub fn paid(&self) -> &PrimaryCoefficients {
        &self.paid
    }

    /// p̂ x', n x 1: output at the new prices, money of the table.
    pub fn values(&self) -> DVector<f64> {
        self.prices.values(&self.output)
    }

    /// x', n x 1, money of the table at base prices.
    pub fn output(&self) -> &DVector<f64> {
        &self.output
    }

    /// A row of primary inputs, n x 1: v'_r x', labour at the wage of the year, money of the table.
    pub fn primary(&self, row: usize) -> DVector<f64> {
        self.paid.matrix().row(row).transpose().component_mul(&self.output)
    }

    /// Imports that the table has no row for, n x 1, money of the table; none where nothing asks for them.
    pub fn outside(&self, base: &Base) -> Option<DVector<f64>> {
        let row = base.economy().table().primary_inputs().rows.len();
        (self.paid.matrix().nrows() > row).then(|| self.primary(row))
    }

    /// A satellite account, n x 1, in its own unit: it grows with output, and jobs with compensation too.
    pub fn satellite(&self, base: &Base, account: usize) -> DVector<f64> {
        let table = base.economy().table();
        let (old, account_id) = (base.economy().published_output(), &table.satellites().accounts[account].id);
        let follows_wages = account_id == "jobs";
        DVector::from_fn(table.len(), |j, _| {
            let intensity = table.satellites().values[(account, j)] / old[j];
            let labour = if follows_wages { self.settled.labour[j] } else { 1.0 };
            if intensity.is_finite() { intensity * labour * self.output[j] } else { 0.0 }
        })
    }

    /// i' V' x' - p' f', relative to p' f', less the same gap of the base table: what its own rounding leaves open.
    pub fn accounts_gap(&self, base: &Base) -> f64 {
        let economy = base.economy();
        // Columns of the base table sum to one but for rounding; sectors without output to nothing.
        let columns = economy.technical().matrix().row_sum() + economy.primary().matrix().row_sum();
        let open: f64 = columns.iter().zip(self.output.iter()).map(|(sum, x)| (sum - 1.0) * x).sum();
        let paid = (self.paid.matrix() * &self.output).sum();
        let bought = self.prices.values(&self.final_demand_total(base)).sum();
        (paid - bought - open) / bought.abs().max(f64::MIN_POSITIVE)
    }

    /// Whether the accounts close.
    pub fn closes(&self, base: &Base) -> bool {
        self.accounts_gap(base).abs() <= ACCOUNTS
    }
}

/// Shares of primary inputs with labour at this wage; the same to the bit where it is one.
fn at_wage(table: &IoTable, primary: &PrimaryCoefficients, wage: f64) -> PrimaryCoefficients {
    let mut matrix = primary.matrix().clone();
    for row in table.primary_inputs().of_kind(PrimaryInputKind::Compensation) {
        matrix.row_mut(row).scale_mut(wage);
    }
    PrimaryCoefficients::from_matrix(matrix)
}

#[cfg(test)]
mod tests {
    use crate::model::{Economy, LeontiefSystem, System};
    use crate::study::fixture::{on, scenario};
    use crate::study::{Base, Closure, Level, Outcome, Point};
    use crate::table::fixture::{oddities, productive, two_sectors};
    use crate::table::{Denominator, IoTable, PrimaryInputKind};
    use approx::assert_relative_eq;
    use nalgebra::dvector;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn outcome(table: IoTable, text: &str) -> Outcome {
        scenario(table, text).unwrap().simulate(&Point::Central).unwrap()
    }

    fn total(outcome: &Outcome, level: Level) -> f64 {
        level.by_sector(&outcome.base, &outcome.years[0].state).sum()
    }

    const RAISED: &str = "[[shock.coefficient]]\nname = 'more of 2 in 1'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 0.05\n";

    #[test]
    fn value_added_is_not_made_from_nowhere() {
        let paid = outcome(two_sectors(), &format!("{RAISED}instead_of = 'operating_surplus'"));
        assert_relative_eq!(*paid.years[0].state.output(), dvector![1016.7785, 2057.0470], epsilon = 5e-5);
        assert_relative_eq!(total(&paid, Level::ValueAdded), 2050.0, max_relative = 1e-14);
        // At unchanged shares 2100.84 would come out: 650 and 1400 per 1000 and 2000 of the new outputs.
        let x = paid.years[0].state.output();
        assert_relative_eq!(0.65 * x[0] + 0.70 * x[1], 2100.84, epsilon = 5e-3);
    }

    #[test]
    fn a_shock_of_nothing_is_the_base_to_the_bit() {
        let nothing = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 0\ninstead_of = 'suppliers'\n\
                       [[shock.final_demand]]\nname = 'b'\nsectors = 'all'\ncomponent = 'other'\nscale = 1\nfinanced_by = 'households'\n";
        let (with, without) = (outcome(two_sectors(), nothing), outcome(two_sectors(), ""));
        assert_eq!(with.years[0].state.output(), without.years[0].state.output());
        assert_eq!(with.years[0].state.settled().primary, without.years[0].state.settled().primary);
        assert_eq!(with.years[0].state.final_demand(), without.years[0].state.final_demand());
    }

    #[test]
    fn a_financed_change_keeps_total_final_demand() {
        let text = "[[shock.final_demand]]\nname = 'b'\nsectors = 'S2'\ncomponent = 'other'\nadd = 100\nfinanced_by = 'households'\n";
        let financed = outcome(two_sectors(), text);
        let state = &financed.years[0].state;
        // 100 of 450 leave the two cells of households pro rata.
        let f = state.final_demand();
        assert_relative_eq!(f[(1, 1)], 1400.0);
        assert_relative_eq!(f[(0, 0)], 50.0 * (1.0 - 100.0 / 450.0), max_relative = 1e-15);
        assert_relative_eq!(f.sum(), 2050.0, max_relative = 1e-15);
        assert_eq!((state.settled().dose.redirected, state.settled().dose.injected), (100.0, 0.0));
    }

    #[test]
    fn odd_tables_run() {
        let text = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S1'\nbuyers = ['!S2']\nscale = 1.1\ninstead_of = 'imports'\n\
                    [[shock.final_demand]]\nname = 'b'\nsectors = 'all'\ncomponent = 'exports'\nscale = 1.5\n";
        let odd = outcome(oddities(), text);
        for level in Level::of(&odd.base) {
            assert!(level.by_sector(&odd.base, &odd.years[0].state).iter().all(|value| value.is_finite()));
        }
    }

    #[test]
    fn households_reproduce_the_base_and_add_to_an_injection() {
        let economy = Arc::new(Economy::new(Arc::new(two_sectors()), Denominator::Column).unwrap());
        let mut parts = two_sectors().into_parts();
        parts.manifest.household_income = Some(1000.0);
        let economy_known =
            Arc::new(Economy::new(Arc::new(IoTable::new(parts).unwrap()), Denominator::Column).unwrap());
        let closed = Arc::new(Base::new(economy_known, Closure::Households, None, Vec::new()).unwrap());
        let open = Arc::new(Base::new(economy, Closure::Open, None, Vec::new()).unwrap());
        assert_relative_eq!(closed.output().unwrap(), open.output().unwrap(), max_relative = 1e-13);
        let text = "[[shock.final_demand]]\nname = 'b'\nsectors = 'S1'\ncomponent = 'other'\nadd = 100\n";
        let (in_open, in_closed) = (on(open, text).unwrap(), on(closed, text).unwrap());
        let output = |s: &crate::study::Scenario| s.simulate(&Point::Central).unwrap().years[0].state.output().sum();
        // By hand: the first columns of (I - A - c h')⁻¹ and of (I - A)⁻¹, c = (.05, .4), h = (.3, .25).
        assert_relative_eq!(output(&in_closed), 3000.0 + 100.0 * 1.17 / 0.62575, max_relative = 1e-13);
        assert_relative_eq!(output(&in_open), 3000.0 + 100.0 * 1.15 / 0.7575, max_relative = 1e-13);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Whoever pays, primary inputs add up to final demand, columns sum to one, and the update equals a full solve.
        #[test]
        fn accounts_close_whoever_pays(
            table in productive(8, 0.6),
            payer in prop::sample::select(vec!["operating_surplus", "compensation", "imports", "suppliers"]),
            share in 0.0_f64..0.05,
        ) {
            prop_assume!(table.len() > 1);
            let text = format!(
                "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S1'\nbuyers = ['all', 'S1']\nscale = {}\ninstead_of = '{payer}'\n",
                1.0 + share
            );
            let scenario = scenario(table, &text).unwrap();
            // A payer that has too little is refused, and rightly so; that is rare.
            let outcome = scenario.simulate(&Point::Central);
            prop_assume!(outcome.is_ok());
            let outcome = outcome.unwrap();
            let (base, state) = (&outcome.base, &outcome.years[0].state);
            prop_assert!(state.accounts_gap(base).abs() < 1e-12);
            let columns = state.technical(base).matrix().row_sum() + state.settled().primary.matrix().row_sum();
            prop_assert!(columns.iter().all(|sum| (sum - 1.0).abs() < 1e-12));
            let slow = LeontiefSystem::new(state.technical(base)).outputs(&state.final_demand_total(base)).unwrap();
            prop_assert!((&slow - state.output()).amax() <= 1e-12 * slow.amax());
            let supplies = state.supplies(base, 0);
            prop_assert!((supplies.transpose() - state.technical(base).matrix().row(0)).amax() < 1e-15);
            let wages = Level::Primary(PrimaryInputKind::Compensation).by_sector(base, state);
            prop_assert!(wages.iter().all(|wage| *wage >= 0.0));
        }
    }
}
