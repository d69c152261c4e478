//! The list of all problems that the program can report. A message without an entry here cannot be built; a test asks
//! that every entry has an example file and a snapshot of its message, or another test that holds it.

/// How serious a message is, and with which exit code the program ends because of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Something to know; the run goes on.
    Warning,
    /// The input is wrong: exit code 2.
    Input,
    /// The input can be read but the model has no answer: exit code 3.
    Model,
}

impl Class {
    /// The word by which lists call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Input => "input",
            Self::Model => "model",
        }
    }
}

/// An entry of the list.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The identifier, which stands in every message and never changes.
    pub id: &'static str,
    /// How serious it is.
    pub class: Class,
    /// What it says, in one sentence.
    pub about: &'static str,
}

macro_rules! codes {
    ($($name:ident = $id:literal, $class:ident, $about:literal;)*) => {
        impl Code {
            $(#[doc = $about] pub const $name: &'static Self =
                &Self { id: $id, class: Class::$class, about: $about };)*
        }
        /// Every problem that the program can report.
        pub static CODES: &[&Code] = &[$(Code::$name),*];
    };
}

codes! {
    // Files of any kind.
    UNREADABLE_FILE = "unreadable-file", Input, "The file cannot be opened or is not text.";
    DAMAGED_FILE = "damaged-file", Input, "A part of a file is not as it was written.";
    UNKNOWN_FORMAT = "unknown-format", Input, "No reader takes a file like this one.";
    WRONG_FORMAT_VERSION = "wrong-format-version", Input, "The file says a format version that this program does not read.";
    UNREAD_FILE = "unread-file", Warning, "A file stands in the folder of a table and is not read.";
    // Results on their way out.
    FILE_EXISTS = "file-exists", Input, "A file that is to be written is there already.";
    UNKNOWN_ENDING = "unknown-ending", Input, "The ending of a file's name is that of no format of results.";
    UNWRITABLE = "unwritable", Input, "A file, a folder or a stream cannot be written.";
    FOREIGN_FOLDER = "foreign-folder", Input, "The place for results holds something that is not a result.";
    NO_FINITE_RESULT = "no-finite-result", Model, "A number of a result is not finite.";
    NO_CHART = "no-chart", Input, "A table of results has not the columns that a chart takes.";
    NO_LETTER = "no-letter", Warning, "No font has some letters of a chart as PNG.";
    NOT_OPENED = "not-opened", Warning, "The system cannot open the page of a result in a browser.";
    RESULT_FILE = "result-file", Input, "A file of an earlier result is not as this program writes it.";
    UNKNOWN_METRIC = "unknown-metric", Input, "No result has a metric of this name.";
    WRONG_LIMIT = "wrong-limit", Input, "A limit on differences is not a metric with a percentage.";
    // TOML files.
    SYNTAX = "syntax", Input, "The text is not TOML.";
    UNKNOWN_KEY = "unknown-key", Input, "A key is not one of those allowed here.";
    MISSING_KEY = "missing-key", Input, "A required key is missing.";
    WRONG_TYPE = "wrong-type", Input, "A value is of another kind than the key takes.";
    NOT_FINITE = "not-finite", Input, "A number is infinite, not a number, or too large to calculate with.";
    OUT_OF_RANGE = "out-of-range", Input, "A number is outside the range that its key allows.";
    UNKNOWN_WORD = "unknown-word", Input, "A word is not one of those that its key allows.";
    // Names of sectors.
    UNKNOWN_SECTOR = "unknown-sector", Input, "A name is no code, group or name of a sector.";
    AMBIGUOUS_SECTOR = "ambiguous-sector", Input, "A name is that of several sectors.";
    NO_SECTOR = "no-sector", Input, "A selection of sectors is empty.";
    ONE_SECTOR = "one-sector", Input, "A key that takes one sector was given several.";
    // Analyses and their options.
    UNKNOWN_ANALYSIS = "unknown-analysis", Input, "No analysis has this name.";
    UNKNOWN_OPTION = "unknown-option", Input, "The analysis takes no option of this name.";
    WRONG_OPTION = "wrong-option", Input, "An option was given something that it does not take.";
    MISSING_OPTION = "missing-option", Input, "The analysis needs an option that neither the command nor the table gives.";
    UNLIKELY_PRICES = "unlikely-prices", Warning, "Prices that an option names look like index numbers with a base of 100.";
    UNKNOWN_COLUMN = "unknown-column", Input, "A result has no table or column of this name.";
    WRONG_CONDITION = "wrong-condition", Input, "A condition or an order of rows cannot be read, or does not fit its column.";
    UNKNOWN_CLASSIFICATION = "unknown-classification", Input, "The table has no classification of this name.";
    // Tables and surveys.
    UNKNOWN_SURVEY = "unknown-survey", Input, "No shipped survey has this name and no file does.";
    UNKNOWN_TABLE = "unknown-table", Input, "No shipped table has this name and no file does.";
    TABLE_SHAPE = "table-shape", Input, "Rows, columns or labels of a table do not fit one another.";
    TABLE_CELL = "table-cell", Input, "A cell of a table holds something that is not a number.";
    DUPLICATE_SECTOR = "duplicate-sector", Input, "Two sectors have the same code.";
    SALES_IDENTITY = "sales-identity", Input, "Sales and final demand of a sector do not add up to its output.";
    PURCHASES_IDENTITY = "purchases-identity", Input, "Purchases and primary inputs of a sector do not add up to its output.";
    VALUE_ADDED_MEMO = "value-added-memo", Input, "A value-added row does not equal the sum of its parts.";
    OUTPUT_GAP = "output-gap", Warning, "The two output totals of a table differ a little.";
    OUTPUT_GAP_LARGE = "output-gap-large", Input, "The two output totals of a table differ by more than the limit.";
    VALUE_ADDED_REST = "value-added-rest", Warning, "A row of value added holds named parts and a rest, which is taken as operating surplus.";
    WRONG_ID = "wrong-id", Input, "The id of a table has letters that a folder or an option cannot carry.";
    RESERVED_LABEL = "reserved-label", Input, "A sector, column, row or group has a name that the program uses itself.";
    DUPLICATE_GROUP = "duplicate-group", Input, "A group has the name of a sector or of another group.";
    NOT_PRODUCTIVE = "not-productive", Model, "Some sectors need more than a unit of their output to make a unit.";
    NO_TABLE = "no-table", Input, "A workbook holds no input-output table.";
    SEVERAL_TABLES = "several-tables", Warning, "A workbook holds several tables, of which one is read.";
    TABLE_LABEL = "table-label", Input, "A label of a row or column of a table is missing, unknown or stands twice.";
    TABLE_UNIT = "table-unit", Input, "The unit of a table's money is not stated.";
    TAKEN_AS_TOTAL = "taken-as-total", Warning, "A row or column adds up others exactly and is passed over.";
    PASSED_OVER = "passed-over", Warning, "A column of a workbook is not known, and the table adds up without it.";
    KIND_ASSUMED = "kind-assumed", Warning, "Nothing says of which kind a row or column is.";
    UNMAPPED_SECTOR = "unmapped-sector", Input, "A mapping leaves a sector of the table out.";
    MAPPED_TWICE = "mapped-twice", Input, "A mapping gives a sector of the table twice.";
    TWO_NAMES = "two-names", Input, "A mapping gives one sector two names.";
    SECTOR_WITHOUT_NAME = "sector-without-name", Warning, "A table gives no name for a sector.";
    // Scenario files.
    UNKNOWN_SCENARIO = "unknown-scenario", Input, "No scenario that comes with the program has this name.";
    NO_SCENARIO = "no-scenario", Input, "A folder holds no scenario.";
    PARENT_ONLY = "parent-only", Input, "A file whose name begins with an underscore is there for others to extend, not to be run.";
    BAD_NAME = "bad-name", Input, "A name is empty or has characters that such names cannot have.";
    DUPLICATE_NAME = "duplicate-name", Input, "Two things of one kind have the same name.";
    UNKNOWN_KIND = "unknown-kind", Input, "There is no such kind of entry.";
    RESERVED = "reserved", Input, "A key or kind of entry is kept for a part of the program that is not built yet.";
    UNUSED_NAME = "unused-name", Warning, "A parameter, group or path is defined and nothing calls it.";
    INHERITANCE_CIRCLE = "inheritance-circle", Input, "A file extends itself, directly or through others.";
    CONFLICTING_PARENTS = "conflicting-parents", Input, "Two parents of a file define one name differently.";
    NOTHING_TO_REMOVE = "nothing-to-remove", Input, "A file drops an entry that it does not inherit.";
    UNKNOWN_PATH = "unknown-path", Input, "An entry names a path that the scenario does not have.";
    PATH_WITHOUT_YEARS = "path-without-years", Input, "An entry follows a path in a scenario without years.";
    ADOPTION_WITHOUT_YEARS = "adoption-without-years", Input, "A technology spreads in a scenario without years.";
    UNKNOWN_ADOPTION = "unknown-adoption", Input, "An entry rests on an adoption that the scenario does not have.";
    NOT_A_BUYER = "not-a-buyer", Input, "An early adopter is not among the buyers of its technology.";
    NOBODY_STARTS = "nobody-starts", Warning, "A technology has no buyer who starts alone, and nobody has it.";
    SLOWER_EARLY = "slower-early", Warning, "Early adopters start or follow more slowly than the others.";
    UNKNOWN_PULL = "unknown-pull", Warning, "What early adopters bring is not known, because the scenario without them has no answer.";
    INCOME_ASSUMED = "income-assumed", Warning, "A model is closed with households whose income the table does not give.";
    // Studies.
    STUDY_OF_STUDIES = "study-of-studies", Input, "A study names another study where it names scenarios.";
    NO_DIRECTION = "no-direction", Input, "Scenarios are to be ranked by a metric of which neither more nor less is better.";
    CONFLICTING_REFERENCES = "conflicting-references", Input, "Two studies compare scenarios of one block with different ones.";
    CONFLICTING_DOSES = "conflicting-doses", Input, "Two studies bring one scenario to different doses.";
    NOTHING_CHANGES = "nothing-changes", Warning, "The entries of a scenario change nothing.";
    DOSE_NOT_REACHED = "dose-not-reached", Warning, "A scenario cannot be brought to the dose of the others.";
    NO_DOSE = "no-dose", Input, "There is no dose to which scenarios can be brought.";
    // Scenarios.
    UNKNOWN_PARAMETER = "unknown-parameter", Input, "A name stands where a number does, and no parameter has it.";
    UNKNOWN_COMPONENT = "unknown-component", Input, "A name is no component of final demand.";
    EXACTLY_ONE = "exactly-one", Input, "Of several keys exactly one must be there.";
    NO_REFERENCE = "no-reference", Input, "The sectors that a coefficient moves toward have nothing to be measured against.";
    NOTHING_TO_SPLIT = "nothing-to-split", Input, "A total cannot be shared pro rata, because there is nothing to share it by.";
    PAYS_ITSELF = "pays-itself", Input, "What changes cannot pay for itself.";
    TWO_PAYERS = "two-payers", Input, "Two entries change the same cell and name different payers.";
    NOT_ALONE = "not-alone", Input, "An entry that must be alone on its cell is not.";
    CANNOT_PAY = "cannot-pay", Input, "A payer has less than is asked of it.";
    NEGATIVE_COEFFICIENT = "negative-coefficient", Input, "A coefficient would fall below zero.";
    NEGATIVE_DEMAND = "negative-demand", Input, "A cell of final demand would fall below zero.";
    DUPLICATE_SCENARIO = "duplicate-scenario", Input, "Two scenarios have the same name.";
    UNKNOWN_REFERENCE = "unknown-reference", Input, "The scenario that others are compared with is not there.";
    ACCOUNTS_OPEN = "accounts-open", Model, "Primary inputs and final demand of a result do not add up.";
    NO_IMPORTS_ROW = "no-imports-row", Input, "An entry replaces imports, and the table has no row of them.";
    SHARES_SUM = "shares-sum", Input, "The shares of a whole do not sum to one.";
    NAMED_TWICE = "named-twice", Input, "A sector is named twice where it can stand once.";
    UNKNOWN_ROW = "unknown-row", Input, "A name is no row of primary inputs.";
    TWO_RATIONINGS = "two-rationings", Input, "Limits of output that do not go together ration in different ways.";
    NO_PRICE = "no-price", Model, "Savings passed on to prices leave something without a price.";
    LIMIT_INFEASIBLE = "limit-infeasible", Model, "A limit of output is below what industries need.";
    CAPPED_BY_IMPORTS = "capped-by-imports", Warning, "An entry would replace more imports than buyers have.";
}
