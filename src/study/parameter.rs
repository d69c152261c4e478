//! Parameters: numbers of a scenario that have a name, a central value and, where it is uncertain, a low and a high one.

use crate::analysis::adoption::Through;

/// A named number of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    name: String,
    value: f64,
    low: Option<f64>,
    high: Option<f64>,
    note: String,
    note_es: Option<String>,
}

impl Parameter {
    /// A parameter without a range.
    pub fn new(name: impl Into<String>, value: f64) -> Self {
        Self { name: name.into(), value, low: None, high: None, note: String::new(), note_es: None }
    }

    /// The same with a low and a high value.
    #[must_use]
    pub fn between(self, low: Option<f64>, high: Option<f64>) -> Self {
        Self { low, high, ..self }
    }

    /// The same with a sentence on what it is.
    #[must_use]
    pub fn noted(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// The same with that sentence in Spanish, where there is one.
    #[must_use]
    pub fn noted_in_spanish(self, note_es: Option<String>) -> Self {
        Self { note_es, ..self }
    }

    /// The same at a value that is certain.
    #[must_use]
    pub fn set(&self, value: f64) -> Self {
        Self { value, low: None, high: None, ..self.clone() }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is.
    pub fn note(&self) -> &str {
        &self.note
    }

    /// What it is, in Spanish, where that is said.
    pub fn note_es(&self) -> Option<&str> {
        self.note_es.as_deref()
    }

    /// Its central value.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// Its low value, where it has one.
    pub fn low(&self) -> Option<f64> {
        self.low
    }

    /// Its high value, where it has one.
    pub fn high(&self) -> Option<f64> {
        self.high
    }

    /// Its value at a point; the central one where it has no low or high.
    pub fn at(&self, point: &Point) -> f64 {
        let end = match point {
            Point::Low | Point::EqualDoseLow => self.low,
            Point::High | Point::EqualDoseHigh => self.high,
            Point::OneLow(name) if *name == self.name => self.low,
            Point::OneHigh(name) if *name == self.name => self.high,
            Point::Central | Point::OneLow(_) | Point::OneHigh(_) | Point::EqualDose | Point::Through(_) => None,
        };
        end.unwrap_or(self.value)
    }

    /// Whether it has a low or a high value.
    pub fn is_uncertain(&self) -> bool {
        self.low.is_some() || self.high.is_some()
    }

    /// Every value that it can take at some point, each once.
    pub fn values(&self) -> Vec<f64> {
        let mut values = vec![self.value];
        for end in [self.low, self.high].into_iter().flatten() {
            if !values.contains(&end) {
                values.push(end);
            }
        }
        values
    }
}

/// Where within the ranges of its parameters a scenario is run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// Every parameter at its central value.
    Central,
    /// Every parameter at its low value.
    Low,
    /// Every parameter at its high value.
    High,
    /// One parameter at its low value, the others central.
    OneLow(String),
    /// One parameter at its high value, the others central.
    OneHigh(String),
    /// Every parameter at its central value, and all that the scenario changes made larger or smaller so that its dose is that
    /// of the others.
    EqualDose,
    /// The same with every parameter at its low value.
    EqualDoseLow,
    /// The same with every parameter at its high value.
    EqualDoseHigh,
    /// Every parameter at its central value, and every technology that spreads between sectors spreads through these links.
    Through(Through),
}

impl Point {
    /// Whether one parameter alone is moved.
    pub fn is_one_at_a_time(&self) -> bool {
        matches!(self, Self::OneLow(_) | Self::OneHigh(_))
    }

    /// Whether its numbers stand among the outcomes by year: not where the channel is another, which has a table of its own.
    pub fn is_outcome(&self) -> bool {
        !matches!(self, Self::Through(_))
    }

    /// Whether the scenario is brought to the dose of the others.
    pub fn is_equal_dose(&self) -> bool {
        matches!(self, Self::EqualDose | Self::EqualDoseLow | Self::EqualDoseHigh)
    }

    /// The same point at the dose of the others; none where one parameter alone or the channel is another.
    pub fn at_equal_dose(&self) -> Option<Self> {
        match self {
            Self::Central | Self::EqualDose => Some(Self::EqualDose),
            Self::Low | Self::EqualDoseLow => Some(Self::EqualDoseLow),
            Self::High | Self::EqualDoseHigh => Some(Self::EqualDoseHigh),
            Self::OneLow(_) | Self::OneHigh(_) | Self::Through(_) => None,
        }
    }
}

impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Central => f.write_str("central"),
            Self::Low => f.write_str("low"),
            Self::High => f.write_str("high"),
            Self::OneLow(name) => write!(f, "{name} low"),
            Self::OneHigh(name) => write!(f, "{name} high"),
            Self::EqualDose => f.write_str("equal dose"),
            Self::EqualDoseLow => f.write_str("equal dose low"),
            Self::EqualDoseHigh => f.write_str("equal dose high"),
            Self::Through(through) => write!(f, "through {}", through.word()),
        }
    }
}

/// The parameters of a scenario at one point.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    list: Vec<Parameter>,
    point: Option<Point>,
    size: f64,
}

impl Default for Parameters {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Parameters {
    /// Takes the parameters at their central values.
    pub fn new(list: Vec<Parameter>) -> Self {
        Self { list, point: None, size: 1.0 }
    }

    /// The same parameters at another point.
    #[must_use]
    pub fn at(&self, point: &Point) -> Self {
        Self { list: self.list.clone(), point: Some(point.clone()), size: self.size }
    }

    /// The same where all that the scenario changes is so many times as large as written.
    #[must_use]
    pub fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }

    /// How many times as large as written all changes are; 1 unless scenarios are brought to one dose.
    pub fn size(&self) -> f64 {
        self.size
    }

    /// Through which links technologies spread at this point; none where it is those that are written.
    pub fn through(&self) -> Option<Through> {
        match self.point {
            Some(Point::Through(through)) => Some(through),
            _ => None,
        }
    }

    /// The parameters in the order defined.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Parameter> {
        self.list.iter()
    }

    /// The parameter with this name.
    pub fn get(&self, name: &str) -> Option<&Parameter> {
        self.list.iter().find(|parameter| parameter.name == name)
    }

    /// The value of the parameter with this name at the point.
    pub fn value(&self, name: &str) -> Option<f64> {
        self.get(name).map(|parameter| parameter.at(self.point.as_ref().unwrap_or(&Point::Central)))
    }

    /// The points that move one parameter alone, in the order defined: to its low value, then to its high one.
    pub fn one_at_a_time(&self) -> Vec<Point> {
        let ends = |parameter: &Parameter| {
            let name = parameter.name.clone();
            [parameter.low.map(|_| Point::OneLow(name.clone())), parameter.high.map(|_| Point::OneHigh(name))]
        };
        self.list.iter().flat_map(ends).flatten().collect()
    }

    /// The points at which the scenario is run for the band of its results: central; low and high of all parameters together
    /// where any is uncertain; and each of them alone where several are, since one alone is all together.
    pub fn points(&self) -> Vec<Point> {
        let uncertain = self.list.iter().filter(|parameter| parameter.is_uncertain()).count();
        let mut points = vec![Point::Central];
        if uncertain > 0 {
            points.extend([Point::Low, Point::High]);
        }
        if uncertain > 1 {
            points.extend(self.one_at_a_time());
        }
        points
    }

    /// Low and high of one parameter alone, as two points that are run; none where nothing is uncertain about it.
    pub fn ends(&self, name: &str) -> Option<[Point; 2]> {
        let parameter = self.get(name).filter(|parameter| parameter.is_uncertain())?;
        if self.list.iter().filter(|other| other.is_uncertain()).count() == 1 {
            return Some([Point::Low, Point::High]);
        }
        let name = || name.to_owned();
        Some([
            parameter.low.map_or(Point::Central, |_| Point::OneLow(name())),
            parameter.high.map_or(Point::Central, |_| Point::OneHigh(name())),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_moves_the_parameters_that_it_names() {
        let parameters = Parameters::new(vec![
            Parameter::new("a", 1.0).between(Some(0.5), None),
            Parameter::new("b", 2.0).between(Some(1.5), Some(2.5)),
            Parameter::new("c", 3.0),
        ]);
        let values = |point: Point| {
            let at = parameters.at(&point);
            ["a", "b", "c"].map(|name| at.value(name).unwrap())
        };
        assert_eq!(values(Point::Central), [1.0, 2.0, 3.0]);
        assert_eq!(values(Point::Low), [0.5, 1.5, 3.0]);
        assert_eq!(values(Point::High), [1.0, 2.5, 3.0]);
        assert_eq!(values(Point::OneHigh("b".into())), [1.0, 2.5, 3.0]);
        let alone = [Point::OneLow("a".into()), Point::OneLow("b".into()), Point::OneHigh("b".into())];
        assert_eq!(parameters.one_at_a_time(), alone);
        assert_eq!(parameters.points(), [&[Point::Central, Point::Low, Point::High][..], &alone].concat());
        assert_eq!(parameters.ends("a"), Some([Point::OneLow("a".into()), Point::Central]));
        assert_eq!(parameters.ends("c"), None);
        let one =
            Parameters::new(vec![Parameter::new("a", 1.0).between(Some(0.5), Some(2.0)), Parameter::new("c", 3.0)]);
        assert_eq!(one.points(), [Point::Central, Point::Low, Point::High]);
        assert_eq!(one.ends("a"), Some([Point::Low, Point::High]), "one alone is all together");
        assert_eq!(Parameters::default().points(), [Point::Central]);
    }
}
