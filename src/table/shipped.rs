//! The tables that come with the program, embedded as they stand in `data/`.

/// A table that comes with the program.
#[derive(Debug, PartialEq, Eq)]
pub struct Shipped {
    /// The name by which it is loaded, equal to its folder under `data/`.
    pub id: &'static str,
    /// Its files, each with its name, in the order of the names.
    pub(super) files: &'static [(&'static str, &'static str)],
}

macro_rules! shipped {
    ($($id:literal),* $(,)?) => {
        /// Every table that comes with the program, in the order of their names.
        pub static SHIPPED: &[Shipped] = &[$(
            Shipped {
                id: $id,
                files: &[
                    ("sectors.csv", include_str!(concat!("../../data/", $id, "/sectors.csv"))),
                    ("table.csv", include_str!(concat!("../../data/", $id, "/table.csv"))),
                    ("table.toml", include_str!(concat!("../../data/", $id, "/table.toml"))),
                ],
            },
        )*];
    };
}

shipped!["chile-2008", "chile-2018", "chile-2021", "miller-blair"];

impl Shipped {
    /// The shipped table with this name.
    pub fn find(id: &str) -> Option<&'static Self> {
        SHIPPED.iter().find(|shipped| shipped.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn the_list_is_what_stands_in_the_folder_of_data() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let folders: Vec<String> =
            names(&data).into_iter().filter(|name| data.join(name).join("table.toml").exists()).collect();
        assert_eq!(folders, SHIPPED.iter().map(|shipped| shipped.id).collect::<Vec<_>>());
        for shipped in SHIPPED {
            let embedded: Vec<&str> = shipped.files.iter().map(|(name, _)| *name).collect();
            assert_eq!(names(&data.join(shipped.id)), embedded, "{}", shipped.id);
            for (name, text) in shipped.files {
                assert_eq!(fs::read_to_string(data.join(shipped.id).join(name)).unwrap(), *text, "{name}");
            }
        }
    }
}
