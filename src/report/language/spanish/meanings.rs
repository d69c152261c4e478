//! Measures: what they mean, and what they rest on.

pub(super) const MEANINGS: &[(&str, &str)] = &[
    (
        "Money redirected and injected together, the size of the policy.",
        "Dinero redirigido e inyectado en conjunto: el tamaño de la política.",
    ),
    (
        "Money that is spent on something else than in the base, and that somebody pays.",
        "Dinero que se gasta en algo distinto que en la base y que alguien paga.",
    ),
    (
        "Final demand that comes from outside the model and that nobody in it pays for.",
        "Demanda final que viene de fuera del modelo y que nadie paga dentro de él.",
    ),
    (
        "The dose over the base output of the focus sector; above 1 the policy is larger than the sector.",
        "La dosis sobre la producción base del sector foco; sobre 1 la política es mayor que el sector.",
    ),
    (
        "What of the focus sector is embodied in all domestic inputs beyond the first purchase, its own use included, per unit of final demand of the whole economy.",
        "Lo que del sector foco está incorporado en todos los insumos nacionales más allá de la primera compra, incluido su uso propio, por unidad de demanda final de toda la economía.",
    ),
    (
        "What of the focus sector is embodied in all domestic inputs beyond the first purchase, its own use included, per unit of final demand of each branch.",
        "Lo que del sector foco está incorporado en todos los insumos nacionales más allá de la primera compra, incluido su uso propio, por unidad de demanda final de cada rama.",
    ),
    (
        "The part of the focus input in final demand that is embodied in domestic inputs beyond the first purchase, own use of the focus sector included.",
        "La parte del insumo del foco en la demanda final que está incorporada en insumos nacionales más allá de la primera compra, incluido el uso propio del sector foco.",
    ),
    (
        "Entropy of the shares of sales over ln N, from 0, one buyer alone, to 1, all alike.",
        "Entropía de las participaciones en las ventas sobre ln N, de 0, un solo comprador, a 1, todos iguales.",
    ),
    (
        "What of the effect on all output comes of changed inputs per unit of output; absent under limits of output.",
        "Lo que del efecto en toda la producción viene de insumos distintos por unidad de producción; ausente bajo límites de producción.",
    ),
    (
        "What of the effect on all output comes of changed final demand; absent under limits of output.",
        "Lo que del efecto en toda la producción viene de una demanda final distinta; ausente bajo límites de producción.",
    ),
    (
        "What of the effect on the focus sector's output comes of changed inputs per unit of output; absent under limits of output.",
        "Lo que del efecto en la producción del sector foco viene de insumos distintos por unidad de producción; ausente bajo límites de producción.",
    ),
    (
        "What of the effect on the focus sector's output comes of changed final demand; absent under limits of output.",
        "Lo que del efecto en la producción del sector foco viene de una demanda final distinta; ausente bajo límites de producción.",
    ),
    (
        "What a unit of labour is paid, relative to the base, so that it buys what it did; only where households are part of the model.",
        "Lo que se paga a una unidad de trabajo, respecto de la base, para que compre lo que compraba; solo donde los hogares son parte del modelo.",
    ),
    (
        "Of what is redirected or injected, what buys imports and reaches no sector.",
        "De lo que se redirige o inyecta, lo que compra importaciones y no llega a ningún sector.",
    ),
    ("Jobs of the whole economy.", "Empleos de toda la economía."),
    ("Jobs of the focus sector.", "Empleos del sector foco."),
    (
        "Each other satellite account of the table, of the whole economy.",
        "Cada otra cuenta satélite de la tabla, de toda la economía.",
    ),
    (
        "Output of the whole economy at the prices that savings lead to.",
        "Producción de toda la economía a los precios a los que llevan los ahorros.",
    ),
    (
        "What final demand costs, relative to what it would at base prices.",
        "Lo que cuesta la demanda final, respecto de lo que costaría a precios de la base.",
    ),
    (
        "What a unit of the focus sector's output costs, relative to the base.",
        "Lo que cuesta una unidad de producción del sector foco, respecto de la base.",
    ),
    (
        "Key, backward, forward or weak: whether the backward and the forward index are at or above 1.",
        "Clave, hacia atrás, hacia adelante o débil: si los índices hacia atrás y hacia adelante llegan a 1.",
    ),
    (
        "The same with the forward index of the supply side.",
        "Lo mismo con el índice hacia adelante del lado de la oferta.",
    ),
    (
        "The effect on each level against the base, all years added up, later ones counting less by the scenario's rate.",
        "El efecto en cada nivel respecto de la base, sumados todos los años; los posteriores cuentan menos según la tasa del escenario.",
    ),
    (
        "The effect over all years per unit of the public cost that the scenario states.",
        "El efecto en todos los años por unidad del costo público que indica el escenario.",
    ),
    (
        "The discounted effect over all years per unit of the public cost that the scenario states.",
        "El efecto descontado en todos los años por unidad del costo público que indica el escenario.",
    ),
    ("Output of the whole economy.", "Producción de toda la economía."),
    ("Value added of the whole economy.", "Valor agregado de toda la economía."),
    ("Compensation of employees of the whole economy.", "Remuneración de asalariados de toda la economía."),
    ("Operating surplus of the whole economy.", "Excedente de explotación de toda la economía."),
    ("Taxes on production of the whole economy.", "Impuestos sobre la producción de toda la economía."),
    ("Imported inputs of the whole economy.", "Insumos importados de toda la economía."),
    ("Import duties of the whole economy.", "Derechos de importación de toda la economía."),
    ("Taxes on products of the whole economy.", "Impuestos sobre los productos de toda la economía."),
    ("Output of the focus sector.", "Producción del sector foco."),
    ("Value added of the focus sector.", "Valor agregado del sector foco."),
    ("Compensation of employees of the focus sector.", "Remuneración de asalariados del sector foco."),
    ("Operating surplus of the focus sector.", "Excedente de explotación del sector foco."),
    ("Taxes on production of the focus sector.", "Impuestos sobre la producción del sector foco."),
    ("Imported inputs of the focus sector.", "Insumos importados del sector foco."),
    ("Import duties of the focus sector.", "Derechos de importación del sector foco."),
    ("Taxes on products of the focus sector.", "Impuestos sobre los productos del sector foco."),
    (
        "Exports less imported inputs; imports for final use are not counted.",
        "Exportaciones menos insumos importados; las importaciones de uso final no se cuentan.",
    ),
    (
        "What industries buy of the focus sector, its own use included.",
        "Lo que las industrias compran al sector foco, incluido su uso propio.",
    ),
    (
        "What each branch buys of the focus sector; branches are the first classification of the table.",
        "Lo que cada rama compra al sector foco; las ramas son la primera clasificación de la tabla.",
    ),
    (
        "Output of all sectors per unit of final demand for the focus sector.",
        "Producción de todos los sectores por unidad de demanda final del sector foco.",
    ),
    (
        "Backward linkage of the focus sector over the mean of all sectors; 1 is the average sector.",
        "Encadenamiento hacia atrás del sector foco sobre la media de todos los sectores; 1 es el sector medio.",
    ),
    (
        "The place of the focus sector by backward linkage, 1 the largest.",
        "El lugar del sector foco por encadenamiento hacia atrás; 1 es el mayor.",
    ),
    (
        "Output of the focus sector where final demand for every sector rises by one unit.",
        "Producción del sector foco cuando la demanda final de cada sector sube en una unidad.",
    ),
    (
        "Forward linkage of the focus sector over the mean of all sectors; 1 is the average sector.",
        "Encadenamiento hacia adelante del sector foco sobre la media de todos los sectores; 1 es el sector medio.",
    ),
    (
        "The place of the focus sector by forward linkage, 1 the largest.",
        "El lugar del sector foco por encadenamiento hacia adelante; 1 es el mayor.",
    ),
    (
        "Output of all sectors into which a unit of the focus sector's primary inputs goes.",
        "Producción de todos los sectores a la que va una unidad de insumos primarios del sector foco.",
    ),
    (
        "Forward (supply) linkage of the focus sector over the mean of all sectors; 1 is the average sector.",
        "Encadenamiento hacia adelante (oferta) del sector foco sobre la media de todos los sectores; 1 es el sector medio.",
    ),
    (
        "The place of the focus sector by forward_supply linkage, 1 the largest.",
        "El lugar del sector foco por encadenamiento hacia adelante (oferta); 1 es el mayor.",
    ),
    (
        "Sectors that buy more than 100 million of the currency of the focus sector, itself included.",
        "Sectores que compran más de 100 millones de la moneda al sector foco, incluido él mismo.",
    ),
    ("The same as a share of all sectors.", "Lo mismo como parte de todos los sectores."),
    (
        "Sectors that buy more than .001 per unit of their output of the focus sector, itself included.",
        "Sectores que compran al sector foco más de 0,001 por unidad de su producción, incluido él mismo.",
    ),
    (
        "How many buyers, or branches, of equal size would be as concentrated (1/HHI).",
        "Cuántos compradores, o ramas, de igual tamaño estarían igual de concentrados (1/IHH).",
    ),
    (
        "Sum of squared shares of the focus sector's sales, from 1/N to 1.",
        "Suma de las participaciones al cuadrado en las ventas del sector foco, de 1/N a 1.",
    ),
    (
        "HHI of sales from 0, all alike, to 1, one buyer alone.",
        "IHH de las ventas de 0, todos iguales, a 1, un solo comprador.",
    ),
    (
        "Entropy of the shares of sales in nats, from 0, one buyer alone, to ln N.",
        "Entropía de las participaciones en las ventas, en nats, de 0, un solo comprador, a ln N.",
    ),
    (
        "Gini's coefficient of the shares of sales, from 0, all alike, to 1 - 1/N.",
        "Coeficiente de Gini de las participaciones en las ventas, de 0, todas iguales, a 1 - 1/N.",
    ),
    (
        "The share of the four largest buyers, or branches, in sales.",
        "La parte de los cuatro mayores compradores, o ramas, en las ventas.",
    ),
    (
        "What the focus sector uses of itself as a share of its sales to industries, beside that of all sectors together.",
        "Lo que el sector foco usa de sí mismo como parte de sus ventas a las industrias, junto al de todos los sectores.",
    ),
    (
        "What is bought of the focus sector per unit of output of the whole economy.",
        "Lo que se compra al sector foco por unidad de producción de toda la economía.",
    ),
    (
        "What is bought of the focus sector per unit of output of each branch.",
        "Lo que se compra al sector foco por unidad de producción de cada rama.",
    ),
    (
        "What is bought directly of the focus sector per unit of final demand of the whole economy.",
        "Lo que se compra directamente al sector foco por unidad de demanda final de toda la economía.",
    ),
    (
        "What is bought directly of the focus sector per unit of final demand of each branch.",
        "Lo que se compra directamente al sector foco por unidad de demanda final de cada rama.",
    ),
    (
        "What is bought of the focus sector in all rounds per unit of final demand of the whole economy.",
        "Lo que se compra al sector foco en todas las rondas por unidad de demanda final de toda la economía.",
    ),
    (
        "What is bought of the focus sector in all rounds per unit of final demand of each branch.",
        "Lo que se compra al sector foco en todas las rondas por unidad de demanda final de cada rama.",
    ),
    (
        "The branch's share of the focus sector's sales over its share of base GDP, own use in; 1 is parity.",
        "La parte de la rama en las ventas del sector foco sobre su parte en el PIB base, con uso propio; 1 es paridad.",
    ),
    ("The same without what the focus sector uses of itself.", "Lo mismo sin lo que el sector foco usa de sí mismo."),
    (
        "Sectors whose output moves by more than 1 % either way.",
        "Sectores cuya producción se mueve más de 1 % en cualquier sentido.",
    ),
    (
        "The same as a share of the sectors that have any output.",
        "Lo mismo como parte de los sectores que tienen alguna producción.",
    ),
    (
        "Average propagation length from the focus sector to those that use it, weighted by the strength of the link.",
        "Longitud media de propagación del sector foco a quienes lo usan, ponderada por la fuerza del vínculo.",
    ),
    (
        "Average propagation length from its suppliers to the focus sector, weighted by the strength of the link.",
        "Longitud media de propagación de sus proveedores al sector foco, ponderada por la fuerza del vínculo.",
    ),
    ("The change of all output against the base.", "El cambio de toda la producción respecto de la base."),
    (
        "What is bought more at first hand, less what is bought less.",
        "Lo que se compra de más en primera instancia, menos lo que se compra de menos.",
    ),
    (
        "What suppliers, their suppliers and so on make more because of it.",
        "Lo que los proveedores, sus proveedores y así sucesivamente producen de más por ello.",
    ),
    (
        "The change of imported inputs, import duties and taxes on products against the base, and what final users buy abroad.",
        "El cambio de insumos importados, derechos de importación e impuestos sobre los productos respecto de la base, y lo que los usuarios finales compran en el exterior.",
    ),
    (
        "How concentrated the effect on output is: the sum of squared shares of its absolute values, 1 in one sector alone.",
        "Cuán concentrado es el efecto en la producción: la suma de las participaciones al cuadrado de sus valores absolutos; 1 en un solo sector.",
    ),
    (
        "The share of the effect on output, in absolute values, in sectors whose sales the scenario does not change at first hand.",
        "La parte del efecto en la producción, en valores absolutos, en sectores cuyas ventas el escenario no cambia en primera instancia.",
    ),
    (
        "The round in which the average unit of the effect arises; 0 where it stays with the first seller.",
        "La ronda en que surge la unidad media del efecto; 0 donde se queda con el primer vendedor.",
    ),
    (
        "Rounds until half of what follows the first purchases is there.",
        "Rondas hasta que está la mitad de lo que sigue a las primeras compras.",
    ),
    (
        "Rounds until nine tenths of what follows the first purchases are there.",
        "Rondas hasta que están nueve décimos de lo que sigue a las primeras compras.",
    ),
    ("Output that the focus sector gains per unit of dose.", "Producción que gana el sector foco por unidad de dosis."),
    (
        "Value added that the whole economy gains per unit of dose; comparable only where the same one pays.",
        "Valor agregado que gana toda la economía por unidad de dosis; comparable solo donde paga el mismo.",
    ),
    (
        "Compensation of employees that the whole economy gains per unit of dose.",
        "Remuneración de asalariados que gana toda la economía por unidad de dosis.",
    ),
    (
        "Orders that sectors at their limit do not meet; imported where the scenario rations by imports.",
        "Pedidos que los sectores en su límite no satisfacen; importados donde el escenario raciona con importaciones.",
    ),
    (
        "The effect on each level against the base, all years of the scenario added up.",
        "El efecto en cada nivel respecto de la base, sumados todos los años del escenario.",
    ),
    (
        "Money redirected and injected in each year, all years added up.",
        "Dinero redirigido e inyectado en cada año, sumados todos los años.",
    ),
    (
        "The effect over all years per unit of the dose of all years.",
        "El efecto en todos los años por unidad de dosis de todos los años.",
    ),
];

pub(super) const REST_ON: &[(&str, &str)] = &[
    (
        "The size is taken at base output, before any reaction of the economy.",
        "El tamaño se toma a la producción base, antes de cualquier reacción de la economía.",
    ),
    (
        "Final demand given, constant returns, no limit of capacity.",
        "Demanda final dada, rendimientos constantes, sin límite de capacidad.",
    ),
    (
        "Final demand given, constant returns, and who pays.",
        "Demanda final dada, rendimientos constantes, y quién paga.",
    ),
    ("Exports given, and who pays.", "Exportaciones dadas, y quién paga."),
    ("Coefficients of the year; constant returns.", "Coeficientes del año; rendimientos constantes."),
    (
        "Coefficients of the year, open model, domestic flows.",
        "Coeficientes del año, modelo abierto, flujos domésticos.",
    ),
    (
        "Coefficients of the year; the sectors of the table, which are not of equal size.",
        "Coeficientes del año; los sectores de la tabla, que no son de igual tamaño.",
    ),
    (
        "Coefficients of the year, domestic flows: inputs bought abroad are not counted.",
        "Coeficientes del año, flujos domésticos: los insumos comprados en el exterior no se cuentan.",
    ),
    (
        "Coefficients of the year, GDP of the base; parity is a yardstick and not a norm.",
        "Coeficientes del año, PIB de la base; la paridad es una vara de medir y no una norma.",
    ),
    (
        "Final demand given, constant returns; rounds are no time.",
        "Demanda final dada, rendimientos constantes; las rondas no son tiempo.",
    ),
    ("Coefficients of the year, open model.", "Coeficientes del año, modelo abierto."),
    ("Final demand given, constant returns.", "Demanda final dada, rendimientos constantes."),
    ("Who pays.", "Quién paga."),
    (
        "Savings are passed on in full, and volumes do not answer to prices.",
        "Los ahorros se trasladan por completo, y los volúmenes no responden a los precios.",
    ),
    (
        "The mean of both orders in which techniques and demand can change.",
        "La media de los dos órdenes en que pueden cambiar técnicas y demanda.",
    ),
    (
        "Wages follow the prices of what households buy, and what they buy per unit of work stays.",
        "Los salarios siguen los precios de lo que compran los hogares, y lo que compran por unidad de trabajo se mantiene.",
    ),
    (
        "Final demand given, constant returns; effects are proportional to the dose only where it is small.",
        "Demanda final dada, rendimientos constantes; los efectos son proporcionales a la dosis solo donde es pequeña.",
    ),
    (
        "Limits as stated, inputs that are not replaced, and who goes short.",
        "Límites como se indican, insumos que no se reemplazan, y quién queda corto.",
    ),
    (
        "The rates of innovation and imitation and the channel of contagion that the scenario states.",
        "Las tasas de innovación e imitación y el canal de contagio que indica el escenario.",
    ),
    (
        "The years that the scenario runs over, each counted alike.",
        "Los años que abarca el escenario, cada uno con igual peso.",
    ),
    ("Who pays, and the years that the scenario runs over.", "Quién paga, y los años que abarca el escenario."),
];
