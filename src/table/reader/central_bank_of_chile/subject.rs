//! What a block shows: flows, direct coefficients, the Leontief inverse, or something else.

/// What the figures of a block are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// Flows between activities: the input-output table.
    Flows,
    /// A: direct coefficients.
    Coefficients,
    /// L: the Leontief inverse.
    Inverse,
    /// A block that this reader has no use for, such as the coefficients of distribution.
    Other,
}

impl Subject {
    /// What a folded line of a title says, if it says anything of it.
    pub(super) fn of_title(folded: &str) -> Option<Self> {
        let has = |word: &str| folded.contains(word);
        let coefficients = has("coeficiente") || has("requerimiento") || has("requisito");
        if (coefficients || has("inversa"))
            && ["ghosh", "distribucion", "entrega", "importa", "empleo"].iter().any(|word| has(word))
            || has("multiplicador")
        {
            Some(Self::Other)
        } else if has("inversa") || has("leontief") || coefficients && (has("indirecto") || has("totales")) {
            Some(Self::Inverse)
        } else if coefficients {
            Some(Self::Coefficients)
        } else if has("insumo") && has("producto") {
            Some(Self::Flows)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::folded;

    #[test]
    fn titles_of_the_bank_say_what_follows() {
        let said = |title: &str| Subject::of_title(&folded(title));
        assert_eq!(said("Matriz de insumo-producto"), Some(Subject::Flows));
        assert_eq!(said("MATRIZ DE COEFICIENTES DIRECTOS"), Some(Subject::Coefficients));
        assert_eq!(said("Matriz de coeficientes directos e indirectos "), Some(Subject::Inverse));
        assert_eq!(said("(Matriz inversa de Leontief)"), Some(Subject::Inverse));
        assert_eq!(said("Matriz de coeficientes de distribución"), Some(Subject::Other));
        assert_eq!(said("Supuesto: estructura de ventas fija por producto"), None);
        assert_eq!(said("Importaciones precios cif"), None);
    }
}
