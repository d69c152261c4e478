//! Cautions and assumptions that stand beside results.

pub(super) const TEXTS: &[(&str, &str)] = &[
    ("Differences are against {}, in the last year.", "Las diferencias son respecto de {}, en el último año."),
    ("Differences are against {}, in {}, the last year.", "Las diferencias son respecto de {}, en {}, el último año."),
    ("the base table", "la tabla base"),
    (
        "Differences at equal dose are left empty: the reference {} is not at that dose.",
        "Las diferencias a igual dosis quedan vacías: la referencia {} no está en esa dosis.",
    ),
    (
        "Scenarios differ in who pays ({}): value added, imports and taxes together are what final demand is, so that the payer alone decides who gains; value added does not rank these scenarios.",
        "Los escenarios difieren en quién paga ({}): valor agregado, importaciones e impuestos suman lo que es la demanda final, de modo que solo quien paga decide quién gana; el valor agregado no ordena estos escenarios.",
    ),
    ("{}; {}", "{}; {}"),
    ("{} + {}", "{} + {}"),
    (
        "`{}` injects {} of final demand from outside the model, which nobody in it pays for.",
        "`{}` inyecta {} de demanda final desde fuera del modelo, que nadie paga dentro de él.",
    ),
    (
        "`{}` takes {} of final demand out of the model, which nobody in it gets.",
        "`{}` retira {} de demanda final del modelo, que nadie recibe dentro de él.",
    ),
    (
        "The blocks differ in table, closure, focus or years: numbers of one are not comparable with those of another.",
        "Los bloques difieren en tabla, cierre, foco o años: los números de uno no son comparables con los de otro.",
    ),
    (
        "Tables of different years may follow different classifications and prices; see their notes.",
        "Las tablas de distintos años pueden seguir distintas clasificaciones y precios; véanse sus notas.",
    ),
    (
        "The classification of activities was revised in {}: differences between the tables of {} and {} are partly differences of classification.",
        "La clasificación de actividades se revisó en {}: las diferencias entre las tablas de {} y {} son en parte diferencias de clasificación.",
    ),
    (
        "The import penetration of a product is an assumption: the table has no matrix of imports by product.",
        "La penetración de importaciones de un producto es un supuesto: la tabla no tiene matriz de importaciones por producto.",
    ),
    (
        "The imported part of procurement is an assumption: the table has no imports of final demand.",
        "La parte importada de las compras públicas es un supuesto: la tabla no tiene importaciones de demanda final.",
    ),
    (
        "Limits of output: no input is replaced by another, and stocks do not help out.",
        "Límites de producción: ningún insumo se reemplaza por otro y las existencias no ayudan.",
    ),
    (
        "Technologies spread at rates and through links that the scenario states, not estimates; links are those of the base year.",
        "Las tecnologías se difunden a tasas y por vínculos que el escenario fija, no estimados; los vínculos son los del año base.",
    ),
    (
        "A price that falls with experience moves who adopts alone: coefficients and money stay at base prices.",
        "Un precio que baja con la experiencia solo mueve a quien adopta: los coeficientes y el dinero quedan a precios base.",
    ),
    (
        "Savings are passed on to prices in full, and volumes do not answer to prices.",
        "Los ahorros se trasladan por completo a los precios, y los volúmenes no responden a los precios.",
    ),
    (
        "Constant returns to scale, and no limit of capacity unless a scenario states one.",
        "Rendimientos constantes a escala, y sin límite de capacidad salvo que un escenario lo fije.",
    ),
    (
        "Where a limit is set, what of an effect comes from technology and what from final demand is not defined, and left out.",
        "Donde se fija un límite, no está definido qué parte de un efecto viene de la tecnología y cuál de la demanda final, y se omite.",
    ),
    (
        "Wages follow the prices of what households buy: a unit of work buys what it did.",
        "Los salarios siguen los precios de lo que compran los hogares: una unidad de trabajo compra lo que compraba.",
    ),
    (
        "Households that go short of one product live on that part of all and work as much less: the most that a limit can cost.",
        "Los hogares a los que les falta un producto viven con esa parte de todos y trabajan otro tanto menos: lo más que puede costar un límite.",
    ),
    ("Households do not respond: their demand is given.", "Los hogares no responden: su demanda está dada."),
    (
        "The table does not state household income; total value added stands for it.",
        "La tabla no informa el ingreso de los hogares; se usa en su lugar el valor agregado total.",
    ),
    (
        "Basic prices: taxes on products and margins are not in the flows.",
        "Precios básicos: los impuestos sobre los productos y los márgenes no están en los flujos.",
    ),
    ("Producer prices: margins are not in the flows.", "Precios de productor: los márgenes no están en los flujos."),
    (
        "Purchaser prices: margins and taxes are in the flows.",
        "Precios de comprador: los márgenes y los impuestos están en los flujos.",
    ),
    (
        "Domestic flows: a change of a coefficient mixes technique and the share bought at home.",
        "Flujos domésticos: un cambio de coeficiente mezcla la técnica y la parte que se compra en el país.",
    ),
    (
        "Final demand is for domestic output: its imported part is not in the table.",
        "La demanda final es de producción nacional: su parte importada no está en la tabla.",
    ),
    (
        "The table does not count jobs: how they change is not known, which is not zero.",
        "La tabla no cuenta empleos: no se sabe cómo cambian, lo que no es cero.",
    ),
    (
        "Value added is that of the territory: surplus of foreign owners leaves the country.",
        "El valor agregado es el del territorio: el excedente de los dueños extranjeros sale del país.",
    ),
];
