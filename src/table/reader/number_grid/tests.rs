use super::*;
use proptest::prelude::*;
use std::sync::Arc;

fn text(source: &str, delimiter: u8) -> CsvText {
    CsvText::new("f.csv", Arc::new(source.to_owned()), delimiter)
}

/// Header, rows, whether complete, and the bits of all numbers.
pub(super) type Read = (Vec<String>, Vec<Row>, bool, (usize, usize), Vec<u64>);

pub(super) fn parts(grid: &NumberGrid) -> Read {
    let header = grid.header.cells().map(str::to_owned).collect();
    // One not-a-number is as good as another.
    let bits = grid.values.iter().map(|value| if value.is_nan() { u64::MAX } else { value.to_bits() }).collect();
    (header, grid.rows.clone(), grid.complete, grid.values.shape(), bits)
}

/// Both ways, where the quick one gives anything, must give the same. Gives what it is and whether the quick one did.
fn both(source: &str, delimiter: u8, sign: DecimalSign) -> Option<(Read, bool)> {
    let text = text(source, delimiter);
    let (header, body) = text.first()?;
    let slow = parts(&careful(&text, sign, header.clone()));
    let fast = quick(&text, sign, &header, body).map(|grid| parts(&grid));
    let is_quick = fast.is_some();
    if let Some(mut fast) = fast {
        // The csv crate counts line ends before a record to it.
        for (fast, slow) in fast.1.iter_mut().zip(&slow.1) {
            let between = source.get(slow.start..fast.start).unwrap_or("x");
            assert!(between.chars().all(|letter| matches!(letter, '\n' | '\r')), "{between:?} in {source:?}");
            fast.start = slow.start;
        }
        assert_eq!(fast, slow, "{source:?}");
    }
    Some((slow, is_quick))
}

#[test]
fn a_table_as_programs_write_it_is_read_quickly() {
    for source in [
        "code,A,B\nA,1,2.5\nB,-3,\n",
        "code,A,B\r\nA,1,2.5\r\nB,-3,-",
        "\"code\",\"A\",\"B\"\n\"A\",1,2.5\n\n\"B\", -3 ,0e7\n,,\n",
        "code,A,B\rA,1,2.50\rB,-3e0,\"\"\n",
    ] {
        let ((header, rows, complete, shape, bits), is_quick) = both(source, b',', DecimalSign::Point).unwrap();
        assert_eq!(header, ["code", "A", "B"]);
        assert_eq!(rows.iter().map(|row| (row.label.as_str(), row.width)).collect::<Vec<_>>(), [("A", 3), ("B", 3)]);
        assert_eq!((complete, shape), (true, (2, 2)));
        assert_eq!(bits, [1.0, -3.0, 2.5, 0.0].map(f64::to_bits));
        assert_eq!(is_quick, !source.contains('\r') || source.contains("\r\n"), "{source:?}");
    }
}

#[test]
fn what_is_not_plain_goes_the_careful_way() {
    let is_quick = |source: &str| both(source, b',', DecimalSign::Point).unwrap().1;
    assert!(is_quick("c,A\n\"a \"\"b\"\"\",1\n"));
    assert!(!is_quick("c,A\n\"two\nlines\",1\n"), "a line end within quotes");
    assert!(!is_quick("c,A\n\"a\"b,1\n"), "something behind a quote");
    assert!(!is_quick("c,A\nx\n"), "too few cells");
    assert!(!is_quick(&format!("c{}\n{}", ",A".repeat(100), "\n".repeat(5000))), "room for nothing");
    assert!(both("", b',', DecimalSign::Point).is_none());
}

#[test]
fn cells_without_a_number_are_marked_and_short_rows_leave_none() {
    let grid = NumberGrid::read(&text("c,A,B\nx,n.d.,2\ny,1,2,3\n", b','), DecimalSign::Point).unwrap();
    assert!(!grid.complete);
    assert_eq!(
        [grid.number(0, 1), grid.number(0, 2), grid.number(1, 1), grid.number(1, 0)],
        [None, Some(2.0), Some(1.0), None]
    );
    assert_eq!(grid.rows[1].width, 4);
    assert_eq!(grid.block(&[1, 0], &[2, 1]), nalgebra::dmatrix![2.0, 1.0; 2.0, 0.0]);
    let short = NumberGrid::read(&text("c,A,B\nx,1\n", b','), DecimalSign::Point).unwrap();
    assert_eq!((short.complete, short.number(0, 1), short.values.len()), (false, None, 0));
}

#[test]
fn a_block_at_the_top_left_keeps_its_storage_and_is_the_same() {
    let source = "c,A,B,F\nA,1,2,3\nB,4,5,6\nV,7,8,9\n";
    let grid = NumberGrid::read(&text(source, b','), DecimalSign::Point).unwrap();
    for (rows, columns) in
        [(vec![0, 1], vec![1, 2]), (vec![1, 0], vec![1, 2]), (vec![0, 1], vec![2, 3]), (vec![0, 1, 2], vec![1])]
    {
        assert_eq!(grid.clone().into_block(&rows, &columns), grid.block(&rows, &columns));
    }
}

/// A text of many pieces, on several threads: the same as cell by cell.
#[test]
fn a_large_text_is_shared_and_the_same() {
    let columns = 700;
    let line = |label: &str, cell: &mut dyn FnMut(usize) -> String| {
        let cells: Vec<String> = (0..columns).map(cell).collect();
        format!("{label},{}\r\n", cells.join(","))
    };
    let mut source = line("c", &mut |column| format!("S{column}"));
    let mut state = 1_u64;
    let mut next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 40) as f64 / 1024.0).to_string()
    };
    while source.len() < LARGE + LARGE / 4 {
        source.push_str(&line("\"R\"", &mut next));
    }
    let ((_, rows, complete, shape, _), is_quick) = both(&source, b',', DecimalSign::Point).unwrap();
    assert!(is_quick && complete && shape == (rows.len(), columns) && rows.len() > 400);
    // One quote that is not closed, anywhere, and the whole is read carefully.
    source.push_str("\"open");
    assert!(!both(&source, b',', DecimalSign::Point).unwrap().1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever stands in a text.
    #[test]
    fn quick_is_careful(
        pieces in prop::collection::vec(prop::sample::select(vec![
            ",", ",", ";", "\n", "\n", "\r\n", "\r", "\"", "\"\"", "a", "1", "-2.5", "1,5", "0.1", "1e3", "nan", "-", " ", "\u{a0}",
            "ñ", "\u{feff}", "\"x\"", "12345678901234567890", "0.30000000000000004",
        ]), 0..40),
        head in prop::sample::select(vec!["", "c,A\n", "c;A;B\n", "\"c\",\"two\nlines\"\n"]),
        comma in any::<bool>(),
    ) {
        let source = format!("{head}{}", pieces.concat());
        let (delimiter, sign) = if comma { (b';', DecimalSign::Comma) } else { (b',', DecimalSign::Point) };
        both(&source, delimiter, sign);
    }

    /// Rectangles of cells, which are all read quickly.
    #[test]
    fn quick_is_careful_on_tables(
        cells in prop::collection::vec(prop::sample::select(vec![
            "1", "-2.5", "0.1", "1e3", "", "-", " 7 ", "\"8\"", "\"\"", "x", "\"9.5\"\"\"", "123456789.125",
        ]), 12),
        end in prop::sample::select(vec!["\n", "\r\n"]),
        blank in prop::sample::select(vec!["", "\n"]),
    ) {
        // A text of fewer bytes than cells is left to the careful way.
        let first = ["1"].into_iter().chain(cells.iter().copied().skip(1));
        let cells: Vec<&str> = first.collect();
        let lines: Vec<String> = cells.chunks(3).map(|cells| cells.join(",")).collect();
        let source = format!("c,A,B{end}{blank}{}{end}", lines.join(end));
        prop_assert!(both(&source, b',', DecimalSign::Point).unwrap().1);
    }
}
