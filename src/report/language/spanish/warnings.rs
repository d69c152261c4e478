//! What a run warns of: sentences and next steps.

pub(super) const TEXTS: &[(&str, &str)] = &[
    // Tables as they are read.
    ("the file `{}` in the folder of the table is not read", "el archivo `{}` de la carpeta de la tabla no se lee"),
    (
        "a table is read from table.toml, table.csv, sectors.csv and satellites.csv; move other files elsewhere",
        "una tabla se lee de table.toml, table.csv, sectors.csv y satellites.csv; los demás archivos van en otra parte",
    ),
    ("did you mean `{}`? {}", "¿era `{}`? {}"),
    ("did you mean `{}`?", "¿era `{}`?"),
    ("did you mean {}?", "¿era {}?"),
    (
        "output by row and by column differ in the totals of {}: {}",
        "la producción por fila y por columna difiere en los totales de {}: {}",
    ),
    ("1 sector", "1 sector"),
    ("{} sectors", "{} sectores"),
    ("{} ({}) by {} ({} of output)", "{} ({}) en {} ({} de la producción)"),
    (
        "the totals of the columns are used; --denominator row uses those of the rows",
        "se usan los totales de las columnas; con --denominator row se usan los de las filas",
    ),
    (
        "what `{}` holds beside {} is taken as operating surplus",
        "lo que `{}` contiene además de {} se toma como excedente de explotación",
    ),
    (
        "give operating surplus a row of its own where the source has one",
        "conviene dar al excedente de explotación una fila propia si la fuente la tiene",
    ),
    (
        "the workbook holds {} tables; the one of {} is read and these are passed over: {}",
        "el libro contiene {} tablas; se lee la de {} y se omiten estas: {}",
    ),
    ("{} activities on the sheet `{}`, row {}", "{} actividades en la hoja `{}`, fila {}"),
    (
        "to read another, keep only its sheets in a copy of the workbook",
        "para leer otra, hay que dejar solo sus hojas en una copia del libro",
    ),
    (
        "the row and the column `{}` add up the sectors and are passed over",
        "la fila y la columna `{}` suman los sectores y se omiten",
    ),
    ("the row `{}` adds up others and is passed over", "la fila `{}` suma otras y se omite"),
    ("the column `{}` adds up others and is passed over", "la columna `{}` suma otras y se omite"),
    ("`--ignore {}` says so without this warning", "con `--ignore {}` no hay advertencia"),
    ("{}; it is passed over, because the rows add up without it", "{}; se omite, porque las filas suman sin ella"),
    ("the column `{}` is none that is known", "la columna `{}` no es ninguna conocida"),
    ("the column has figures and no label", "la columna tiene cifras y no tiene título"),
    (
        "take the column out of the workbook if this is right, or give it the label of what it holds",
        "si es así, conviene quitar la columna del libro; si no, darle el título de lo que contiene",
    ),
    ("the kind of the row {} is not said; `other` is assumed", "no se indica el tipo de la fila {}; se supone `other`"),
    (
        "the kind of the rows {} is not said; `other` is assumed",
        "no se indica el tipo de las filas {}; se supone `other`",
    ),
    (
        "the kind of the column {} is not said; `other` is assumed",
        "no se indica el tipo de la columna {}; se supone `other`",
    ),
    (
        "the kind of the columns {} is not said; `other` is assumed",
        "no se indica el tipo de las columnas {}; se supone `other`",
    ),
    ("`{}` says so; the kinds are {}", "se indica con `{}`; los tipos son {}"),
    ("the workbook names no activity of code {}", "el libro no nombra la actividad de código {}"),
    (
        "names are read from a list of codes with a text to the right of each, on any sheet",
        "los nombres se leen de una lista de códigos con un texto a la derecha de cada uno, en cualquier hoja",
    ),
    // Scenario files.
    ("nothing calls the parameter `{}`", "nada usa el parámetro `{}`"),
    ("nothing calls the group `{}`", "nada usa el grupo `{}`"),
    ("nothing calls the path `{}`", "nada usa la trayectoria `{}`"),
    ("name it where it was meant, or take it out", "hay que nombrarlo donde corresponde, o quitarlo"),
    (
        "`{}` gives no income of households, so total value added stands for it",
        "`{}` no informa el ingreso de los hogares, de modo que se usa en su lugar el valor agregado total",
    ),
    (
        "write household_income = ... into the table's table.toml; the lower it is, the more of it households spend",
        "se indica con household_income = ... en el table.toml de la tabla; mientras menor es, mayor es la parte que los hogares gastan",
    ),
    (
        "`innovation` is 0 and nothing has been adopted in the first year: {} ever starts",
        "`innovation` es 0 y nada está adoptado en el primer año: no comienza {}",
    ),
    ("nobody but the early adopters", "nadie más que los adoptantes tempranos"),
    (
        "write innovation above 0, or the share that has adopted already as `initial`",
        "hay que escribir innovation mayor que 0, o la parte que ya adoptó como `initial`",
    ),
    ("`early` has rates below those of the others: {}", "`early` tiene tasas inferiores a las de los demás: {}"),
    ("`{}` is {}, and {} for the others", "`{}` es {}, y {} para los demás"),
    (
        "early adopters are ahead of the others by a policy: raise their rates, or leave them out of `early`",
        "los adoptantes tempranos se adelantan por una política: hay que subir sus tasas, o dejarlos fuera de `early`",
    ),
    // Results.
    (
        "scenario `{}`: its entries change nothing in any year",
        "escenario `{}`: sus entradas no cambian nada en ningún año",
    ),
    (
        "look at the sizes, parameters and paths of its entries; `eslabon check FILE --explain` prints what changes",
        "conviene revisar los tamaños, parámetros y trayectorias de sus entradas; `eslabon check FILE --explain` imprime lo que cambia",
    ),
    ("scenario `{}`, `{}`: {}: {}", "escenario `{}`, `{}`: {}: {}"),
    (
        "more imports would be replaced than these buyers have, so that all of theirs are and no more",
        "se reemplazarían más importaciones de las que tienen estos compradores, de modo que se reemplazan todas las suyas y no más",
    ),
    (
        "more imports would be replaced than these buyers have or other entries leave, so that all of these are, shared by what each entry asks",
        "se reemplazarían más importaciones de las que tienen estos compradores o dejan otras entradas, de modo que se reemplazan todas, repartidas según lo que pide cada entrada",
    ),
    (
        "more of the product would be replaced than these buyers import of it, so that all of it is, shared by what each entry asks",
        "se reemplazaría más del producto de lo que estos compradores importan, de modo que se reemplaza todo, repartido según lo que pide cada entrada",
    ),
    (
        "lower `share` or `import_penetration`, or leave these buyers out with \"!CODE\"",
        "hay que bajar `share` o `import_penetration`, o dejar fuera a estos compradores con \"!CODE\"",
    ),
    (
        "scenario `{}`, `{}`: what {} would bring everyone else is not known: run without, the scenario has no answer: {}",
        "escenario `{}`, `{}`: no se sabe lo que {} aportaría a los demás: sin adelanto, el escenario no tiene respuesta: {}",
    ),
    ("all early adopters together", "todos los adoptantes tempranos en conjunto"),
    (
        "the scenario itself stands; choose a payer who can pay without the early adopters too",
        "el escenario mismo vale; hay que elegir quién pague de modo que pueda pagar también sin los adoptantes tempranos",
    ),
    (
        "`{}` cannot be brought to the dose of `{}`: its table is another",
        "`{}` no se puede llevar a la dosis de `{}`: su tabla es otra",
    ),
    (
        "it is left out at equal dose; compare scenarios of one table, or write money",
        "queda fuera a igual dosis; hay que comparar escenarios de una misma tabla, o escribir un monto",
    ),
    ("`{}` cannot be brought to the dose of {}: {}", "`{}` no se puede llevar a la dosis de {}: {}"),
    (
        "`{}` cannot be brought to the dose of {}, only to {}: {}",
        "`{}` no se puede llevar a la dosis de {}, solo a {}: {}",
    ),
    (
        "`{}` with parameters at `{}` cannot be brought to the dose of {}: {}",
        "`{}` con parámetros en `{}` no se puede llevar a la dosis de {}: {}",
    ),
    (
        "`{}` with parameters at `{}` cannot be brought to the dose of {}, only to {}: {}",
        "`{}` con parámetros en `{}` no se puede llevar a la dosis de {}, solo a {}: {}",
    ),
    ("its dose does not grow with it", "su dosis no crece con él"),
    (
        "what it changes is capped, and its dose grows no further",
        "lo que cambia tiene un tope, y su dosis no crece más",
    ),
    ("it redirects and injects nothing in its last year", "no redirige ni inyecta nada en su último año"),
    ("it has no answer", "no tiene respuesta"),
    (
        "it is left out at equal dose, whatever that is: at any size its dose in the last year is nothing",
        "queda fuera a igual dosis, cualquiera que sea: con cualquier tamaño su dosis en el último año es nula",
    ),
    (
        "it is left out at equal dose; a smaller common dose may be reached by all",
        "queda fuera a igual dosis; una dosis común menor tal vez la alcancen todos",
    ),
];
