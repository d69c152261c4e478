//! Tables of a page: rankings, what turns around, equal dose, channels, who pulls.

pub(super) const TEXTS: &[(&str, &str)] = &[
    (
        "The highlighted scenario is the one that the others are compared with: it shows levels, the others what they change in the last year, or over all years where a measure is of all. Another can be chosen.",
        "El escenario destacado es aquel con el que se comparan los demás: muestra niveles; los otros, lo que cambian en el último año, o en todos los años si la medida es de todos. Se puede elegir otro.",
    ),
    ("Ranking under stated weights", "Orden según las ponderaciones declaradas"),
    (
        "The order depends on the weights and on which scenarios take part. Who is dominated is behind another scenario whatever the weights: worse in something and better in nothing.",
        "El orden depende de las ponderaciones y de los escenarios que participan. El dominado queda detrás de otro escenario con cualquier ponderación: es peor en algo y mejor en nada.",
    ),
    (
        "Who pays; numbers that rest on it rank only scenarios where it is the same.",
        "Quién paga; las cifras que dependen de ello solo ordenan escenarios donde es igual.",
    ),
    ("Rank as written", "Lugar, tal como está escrito"),
    (
        "The place of the score among the study's scenarios as written.",
        "El lugar del puntaje entre los escenarios del estudio, tal como están escritos.",
    ),
    ("Score as written", "Puntaje, tal como está escrito"),
    ("Rank at equal dose", "Lugar a igual dosis"),
    (
        "The same at equal dose; empty where it was not run or cannot be reached.",
        "Lo mismo a igual dosis; vacío donde no se ejecutó o no se alcanza.",
    ),
    ("Score at equal dose", "Puntaje a igual dosis"),
    (
        "From 0, worst of all in every metric, to 1, best of all in every one, {}.",
        "De 0, el peor en todas las medidas, a 1, el mejor en todas, {}.",
    ),
    ("Factor to equal dose", "Factor a igual dosis"),
    ("Factor", "Factor"),
    (
        "How many times as large as written the scenario is at equal dose; above 1 it is stretched.",
        "Cuántas veces lo escrito mide el escenario a igual dosis; sobre 1 está ampliado.",
    ),
    ("Dominated by", "Dominado por"),
    (
        "Scenarios that are better in something and worse in nothing, as written; no weights are used.",
        "Escenarios que son mejores en algo y peores en nada, tal como están escritos; no se usan ponderaciones.",
    ),
    ("Study", "Estudio"),
    ("The study whose weights these are.", "El estudio al que pertenecen las ponderaciones."),
    ("The study whose metrics these are.", "El estudio al que pertenecen las medidas."),
    // What turns around.
    ("Rankings that turn around", "Órdenes que se invierten"),
    (
        "Orders of scenarios that are the other way round at equal dose, through another channel of contagion, or where somebody else pays. An order that is not here stays, or is too close to call.",
        "Órdenes de escenarios que se invierten a igual dosis, por otro canal de contagio o donde paga otro. Un orden que no aparece aquí se mantiene, o es demasiado estrecho para afirmarlo.",
    ),
    (
        "By what the scenarios are ordered; `score` is that of the ranking; value added and imports always.",
        "Según qué se ordenan los escenarios; `score` es el puntaje del orden; valor agregado e importaciones siempre.",
    ),
    ("What changes", "Qué cambia"),
    ("The dose, the channel of contagion, or who pays.", "La dosis, el canal de contagio o quién paga."),
    ("In words", "En palabras"),
    ("The same in words.", "Lo mismo en palabras."),
    ("payer", "quién paga"),
    ("channel", "canal"),
    ("score", "puntaje"),
    ("the weighted score", "el puntaje ponderado"),
    ("effect on {}", "el efecto en «{}»"),
    ("effect over all years ({})", "el efecto en todos los años ({})"),
    ("discounted effect over all years ({})", "el efecto descontado en todos los años ({})"),
    ("{} ({})", "{} ({})"),
    (
        "By {}, `{}` is ahead of {} as written and behind {} {}.",
        "Según {}, `{}` está por delante de {} tal como está escrito y por detrás de {} {}.",
    ),
    (
        "By {}, `{}` is ahead of {} where {} pays for all and behind {} where {} does.",
        "Según {}, `{}` está por delante de {} con cargo a {} en todos y por detrás de {} con cargo a {}.",
    ),
    (
        "By {}, `{}` (paid by {}) is ahead of {}, and `{}` (paid by {}) is behind {}.",
        "Según {}, `{}` (con cargo a {}) está por delante de {}, y `{}` (con cargo a {}) está por detrás de {}.",
    ),
    (
        "By {}, `{}` (paid by {}) is behind {}, and `{}` (paid by {}) is ahead of {}.",
        "Según {}, `{}` (con cargo a {}) está por detrás de {}, y `{}` (con cargo a {}) está por delante de {}.",
    ),
    ("it", "él"),
    ("them", "ellos"),
    ("{} and {}", "{} y {}"),
    ("{}, {}", "{}, {}"),
    ("at equal dose", "a igual dosis"),
    ("equal dose", "a igual dosis"),
    ("as written", "tal como está escrito"),
    ("where technologies spread {}", "donde las tecnologías se difunden {}"),
    ("through the experience of the supplier", "por la experiencia del proveedor"),
    ("through customers", "por los clientes"),
    ("through suppliers", "por los proveedores"),
    ("between no sectors", "sin pasar de un sector a otro"),
    (
        "The smallest {} is {} % of the largest as written, and {} % at equal dose.",
        "En {}, el menor es {} % del mayor tal como están escritos, y {} % a igual dosis.",
    ),
    // Equal dose.
    ("As written and at equal dose", "Tal como están escritos y a igual dosis"),
    (
        "Policies of different size cannot be compared as they are written. At equal dose every change of a scenario is multiplied by one factor until all redirect and inject the same sum.",
        "Las políticas de distinto tamaño no se pueden comparar tal como están escritas. A igual dosis, cada cambio de un escenario se multiplica por un factor hasta que todos redirigen e inyectan la misma suma.",
    ),
    ("{}, as written", "{}, tal como está escrito"),
    ("{}, at equal dose", "{}, a igual dosis"),
    ("{} less that of the reference, {}.", "{} menos la de la referencia, {}."),
    (
        "Who pays in any year; compare value added only where this is the same.",
        "Quién paga en algún año; el valor agregado se compara solo donde esto es igual.",
    ),
    (
        "Equal dose: {} {}, redirected and injected together in {}; every change of a scenario is multiplied by its factor, parameters central.",
        "Igual dosis: {} {}, entre lo redirigido y lo inyectado, en {}; cada cambio de un escenario se multiplica por su factor, con parámetros centrales.",
    ),
    (
        "Equal dose: {} {}, redirected and injected together; every change of a scenario is multiplied by its factor, parameters central.",
        "Igual dosis: {} {}, entre lo redirigido y lo inyectado; cada cambio de un escenario se multiplica por su factor, con parámetros centrales.",
    ),
    ("Larger than their authors wrote them: {}.", "Más grandes de lo que escribieron sus autores: {}."),
    ("Not at equal dose: {}.", "No están a igual dosis: {}."),
    // Channels and who pulls.
    ("What everyone else gains, by channel of contagion", "Lo que ganan los demás, según el canal de contagio"),
    (
        "The same scenarios with the technology spreading through other links between sectors: where the order changes with the channel, the answer rests on it.",
        "Los mismos escenarios con la tecnología difundiéndose por otros vínculos entre sectores: donde el orden cambia con el canal, la respuesta depende de él.",
    ),
    ("Channel", "Canal"),
    ("Through whom it spreads between sectors.", "A través de quién se difunde entre sectores."),
    ("Case", "Caso"),
    ("As written, or run again through this channel.", "Tal como está escrito, o ejecutado de nuevo por este canal."),
    ("run again", "ejecutado de nuevo"),
    ("supplier", "proveedor"),
    ("customers", "clientes"),
    ("none", "ninguno"),
    ("The entry that says it spreads.", "La entrada que dice que se difunde."),
    ("Others", "Los demás"),
    ("Adoption of everyone else in the last year.", "Adopción de los demás en el último año."),
    (
        "Years until half of everyone else have adopted; empty where they do not within the years of the scenario.",
        "Años hasta que la mitad de los demás ha adoptado; vacío donde no ocurre en los años del escenario.",
    ),
    ("Years gained by others", "Años ganados por los demás"),
    (
        "By how many years everyone else is earlier at half adoption than without the early adopters; empty where nobody is ahead.",
        "Cuántos años antes llegan los demás a la mitad de la adopción que sin los adoptantes tempranos; vacío donde nadie se adelanta.",
    ),
    (
        "Rates, weights of links and early adopters are those that the scenario states, through every channel.",
        "Las tasas, los pesos de los vínculos y los adoptantes tempranos son los que declara el escenario, por cualquier canal.",
    ),
    ("Who pulls everyone else", "Quién arrastra a los demás"),
    (
        "What the others gain because a sector is ahead, each early adopter by itself and all of a scenario together.",
        "Lo que ganan los demás porque un sector se adelanta: cada adoptante temprano por sí solo y todos los de un escenario en conjunto.",
    ),
    ("Pull in years", "Arrastre en años"),
    (
        "By how many years everyone else is earlier at half adoption than without this early adopter; empty where one of the two does not come there.",
        "Cuántos años antes llegan los demás a la mitad de la adopción que sin este adoptante temprano; vacío donde uno de los dos no llega.",
    ),
    ("Pull at the end", "Arrastre al final"),
    (
        "By how much the share of everyone else is larger at the beginning of the last year than without this early adopter.",
        "Cuánto mayor es la participación de los demás al comienzo del último año que sin este adoptante temprano.",
    ),
    (
        "Each early adopter against the same scenario in which it alone is no further ahead than others; their parts need not add up.",
        "Cada adoptante temprano frente al mismo escenario en que solo él no se adelanta a los demás; las partes no tienen por qué sumar el total.",
    ),
    ("total", "total"),
    ("Its code.", "Su código."),
    ("The code of the sector.", "El código del sector."),
    // Dominance.
    (
        "Which scenario is better in everything, and what trades off",
        "Qué escenario es mejor en todo y dónde hay que elegir",
    ),
    (
        "Every two scenarios of a study by the measures that it weighs, whatever the weights.",
        "Los escenarios de un estudio, de dos en dos, según las medidas que pondera, con cualquier ponderación.",
    ),
    ("One scenario.", "Un escenario."),
    ("Other", "Otro"),
    ("The scenario that it is set against.", "El escenario con el que se compara."),
    ("As written, or at equal dose.", "Tal como está escrito, o a igual dosis."),
    ("Verdict", "Veredicto"),
    (
        "Better in everything, worse in everything, trade-off, equal, or not comparable.",
        "Mejor en todo, peor en todo, hay que elegir, igual o no comparable.",
    ),
    ("better in everything", "mejor en todo"),
    ("worse in everything", "peor en todo"),
    ("trade-off", "hay que elegir"),
    ("equal", "igual"),
    ("not comparable", "no comparable"),
    ("Better in", "Mejor en"),
    ("The weighted metrics in which the first is better.", "Las medidas ponderadas en que el primero es mejor."),
    ("Worse in", "Peor en"),
    ("The weighted metrics in which it is worse.", "Las medidas ponderadas en que es peor."),
    (
        "A scenario is better in everything where it is worse in no weighted metric and better in one; weights do not count.",
        "Un escenario es mejor en todo donde no es peor en ninguna medida ponderada y es mejor en una; las ponderaciones no cuentan.",
    ),
    // Weights.
    (
        "Weights: {}. Score: weighted mean of the effects against {} in the last year, each from 0 for the worst scenario to 1 for the best; it depends on which scenarios are compared and measures no welfare.",
        "Ponderaciones: {}. Puntaje: media ponderada de los efectos respecto de {} en el último año, cada uno de 0 para el peor escenario a 1 para el mejor; depende de los escenarios que se comparan y no mide bienestar.",
    ),
    (
        "Weights: {}. Score: weighted mean of the effects against {} over all years, each from 0 for the worst scenario to 1 for the best; it depends on which scenarios are compared and measures no welfare.",
        "Ponderaciones: {}. Puntaje: media ponderada de los efectos respecto de {} en todos los años, cada uno de 0 para el peor escenario a 1 para el mejor; depende de los escenarios que se comparan y no mide bienestar.",
    ),
    (
        "Weights: {}. Score: weighted mean of the effects against {} in the last year, of {} over all years, each from 0 for the worst scenario to 1 for the best; it depends on which scenarios are compared and measures no welfare.",
        "Ponderaciones: {}. Puntaje: media ponderada de los efectos respecto de {} en el último año, de {} en todos los años, cada uno de 0 para el peor escenario a 1 para el mejor; depende de los escenarios que se comparan y no mide bienestar.",
    ),
    ("{} {} (more is better)", "{} {} (más es mejor)"),
    ("{} {} (less is better)", "{} {} (menos es mejor)"),
    ("`{}` has no answer here and counts for nothing.", "`{}` no tiene respuesta aquí y no cuenta."),
    (
        "`{}` hardly moves: from the worst scenario to the best by {} of {}, less than 0.1 %, which the score stretches from 0 to 1 as any other difference.",
        "`{}` casi no se mueve: del peor escenario al mejor, {} de {}, menos de 0,1 %, lo que el puntaje estira de 0 a 1 como cualquier otra diferencia.",
    ),
    (
        "`{}` does not tell these scenarios apart and counts for nothing.",
        "`{}` no distingue estos escenarios y no cuenta.",
    ),
    ("`{}` has no answer for {}, not ranked.", "`{}` no tiene respuesta para {}, que quedan sin lugar."),
    (
        "`{}`: not reached within {} years by {}, after every scenario that reaches it, counted in the score as {} years; those that do not reach it have no order among themselves.",
        "`{}`: no se alcanza dentro de {} años en {}, que van después de todo escenario que lo alcanza y cuentan en el puntaje como {} años; los que no lo alcanzan no tienen orden entre sí.",
    ),
    (
        "{} rests on who pays, and the scenarios differ in it ({}): that part of the score ranks payers as much as policies.",
        "{} depende de quién paga, y los escenarios difieren en ello ({}): esa parte del puntaje ordena tanto a quienes pagan como a las políticas.",
    ),
    (
        "{} rest on who pays, and the scenarios differ in it ({}): that part of the score ranks payers as much as policies.",
        "{} dependen de quién paga, y los escenarios difieren en ello ({}): esa parte del puntaje ordena tanto a quienes pagan como a las políticas.",
    ),
];
