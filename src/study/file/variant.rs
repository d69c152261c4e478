//! Which scenario is the same policy as its parent, paid by somebody else: the one whose merged entries are those of the parent, but for the
//! keys that say who pays, who takes a saving or who goes short. One that adds, removes or changes an entry, or moves a parameter of
//! its parent, is another policy, however much it inherits.

use super::definition::Definitions;
use super::inheritance::Library;
use super::json;
use super::scenario_file::{Body, ScenarioFile};
use serde_json::Value;

/// The keys of entries that say who pays, takes a saving or goes short, at any depth.
const PAYER_KEYS: &[&str] = &["instead_of", "financed_by", "passes_to", "rationing"];

/// The name of the scenario that a file extends and of which it is the same policy with another payer, where that one can be run itself.
pub(super) fn variant_of(file: &ScenarioFile, body: &Body, library: &Library) -> Option<String> {
    let parents = file.extends.iter().filter_map(|word| {
        let path = std::fs::canonicalize(file.source.folder().join(&word.value)).ok()?;
        library.order.iter().find(|known| known.source.canonical == path)
    });
    let mut policies = parents.filter(|parent| {
        let known = library.known(parent);
        !parent.source.is_parent_only() && known.is_some_and(|parent| is_same_policy(parent, body))
    });
    policies.find_map(|parent| parent.name.as_ref()).map(|name| name.value.clone())
}

fn is_same_policy(parent: &Body, child: &Body) -> bool {
    parent.entries.iter().len() == child.entries.iter().len()
        && is_kept(&parent.entries, &child.entries, without_payer)
        && is_kept(&parent.parameters, &child.parameters, Value::clone)
        && is_kept(&parent.groups, &child.groups, Value::clone)
        && is_kept(&parent.paths, &child.paths, Value::clone)
        && is_kept(&parent.steps_per_year, &child.steps_per_year, Value::clone)
        && is_kept(&parent.discount_rate, &child.discount_rate, Value::clone)
}

/// Whether a child says the same as its parent under every name of the parent, by what of it is looked at. What a child adds can only serve
/// entries that differ.
fn is_kept<T: ?Sized>(parent: &Definitions<T>, child: &Definitions<T>, of: impl Fn(&Value) -> Value) -> bool {
    parent.iter().all(|one| child.get(&one.key).is_some_and(|other| json::same(&of(&one.json), &of(&other.json))))
}

/// The value without the keys that say who pays.
fn without_payer(value: &Value) -> Value {
    match value {
        Value::Array(values) => values.iter().map(without_payer).collect(),
        Value::Object(values) => {
            let kept = values.iter().filter(|(key, _)| !PAYER_KEYS.contains(&key.as_str()));
            Value::Object(kept.map(|(key, value)| (key.clone(), without_payer(value))).collect())
        }
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn who_pays_is_left_out_at_any_depth_and_nothing_else() {
        let entry = |payer: &str, share: f64| json!({ "instead_of": payer, "add": share, "investment": [{ "financed_by": payer, "amount": 1 }] });
        assert_eq!(without_payer(&entry("imports", 0.5)), without_payer(&entry("suppliers", 0.5)));
        assert_ne!(without_payer(&entry("imports", 0.5)), without_payer(&entry("imports", 0.6)));
        assert_eq!(without_payer(&json!({ "add": 1, "rationing": "imports" })), json!({ "add": 1 }));
    }
}
