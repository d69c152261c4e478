//! Measures of adoption over years: what they mean.

pub(super) const MEANINGS: &[(&str, &str)] = &[
    (
        "The share of all buyers of each technology that has adopted at the beginning of the year, weighted by base output.",
        "La parte de todos los compradores de cada tecnología que la ha adoptado al comienzo del año, ponderada por la producción base.",
    ),
    (
        "The share of all sectors that has adopted, weighted by base output; sectors that cannot adopt count as nothing.",
        "La parte de todos los sectores que ha adoptado, ponderada por la producción base; los que no pueden adoptar cuentan como nada.",
    ),
    (
        "The share of the buyers that no policy puts ahead which has adopted, weighted by base output.",
        "La parte de los compradores que ninguna política adelanta que ha adoptado, ponderada por la producción base.",
    ),
    (
        "Years until {} % of all buyers together have adopted each technology; none where that is not so by the beginning of the last year; a level that is passed and lost again, as with obsolescence, counts as reached.",
        "Años hasta que {} % de todos los compradores han adoptado cada tecnología; vacío donde no es así al comienzo del último año; un nivel que se pasa y se vuelve a perder, como con obsolescencia, cuenta como alcanzado.",
    ),
    (
        "Years until {} % of all sectors together have adopted each technology; none where that is not so by the beginning of the last year; a level that is passed and lost again, as with obsolescence, counts as reached.",
        "Años hasta que {} % de todos los sectores han adoptado cada tecnología; vacío donde no es así al comienzo del último año; un nivel que se pasa y se vuelve a perder, como con obsolescencia, cuenta como alcanzado.",
    ),
    (
        "Years until {} % of the buyers that no policy puts ahead have adopted each technology; none where that is not so by the beginning of the last year; a level that is passed and lost again, as with obsolescence, counts as reached.",
        "Años hasta que {} % de los compradores que ninguna política adelanta han adoptado cada tecnología; vacío donde no es así al comienzo del último año; un nivel que se pasa y se vuelve a perder, como con obsolescencia, cuenta como alcanzado.",
    ),
    (
        "By how many years everyone else is earlier at half adoption than without the early adopters; 0 where nobody is ahead.",
        "Cuántos años antes llegan los demás a la mitad de la adopción que sin los adoptantes tempranos; 0 donde nadie va adelante.",
    ),
    (
        "By how many years everyone else is earlier at half adoption than without this early adopter.",
        "Cuántos años antes llegan los demás a la mitad de la adopción que sin este adoptante temprano.",
    ),
    (
        "By how much the share of everyone else is larger in the last year than without this early adopter.",
        "Cuánto mayor es la participación de los demás en el último año que sin este adoptante temprano.",
    ),
];
