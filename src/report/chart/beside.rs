//! Names beside points: none covers another or a point, and none stands nearer to another point than to its own. A name that finds no
//! room beside its point goes further away, with a line that leads to it; a name that begins with a code is the code alone where that has
//! room sooner. What finds none even so has a number, which points that all but cover one another share.
//!
//! What does not stand there whole, codes, cut names and numbers, is a key below the drawing, so that every point is known on paper too.

use super::svg::{Anchor, Svg};
use super::text::Text;

/// A point with its name and what is said of it.
pub(super) struct Point {
    pub(super) name: String,
    pub(super) group: usize,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) said: String,
    pub(super) is_emphasised: bool,
}

/// A rectangle: left, top, right, bottom.
pub(super) type Room = (f64, f64, f64, f64);

/// The widest name.
const WIDEST: f64 = 190.0;
/// What a point takes on each side.
const POINT: f64 = 5.0;
/// Around a point: right, left, above, below, and the four corners.
const NEAR: [(f64, f64, Anchor); 8] = [
    (9.0, 4.0, Anchor::Start),
    (-9.0, 4.0, Anchor::End),
    (0.0, -9.0, Anchor::Middle),
    (0.0, 17.0, Anchor::Middle),
    (8.0, -7.0, Anchor::Start),
    (8.0, 16.0, Anchor::Start),
    (-8.0, -7.0, Anchor::End),
    (-8.0, 16.0, Anchor::End),
];
/// How far away a name may stand with a line that leads to it, and in how many directions.
const FAR: [f64; 6] = [22.0, 32.0, 44.0, 58.0, 74.0, 92.0];
const DIRECTIONS: u32 = 16;
/// Points nearer to one another than this share a number: their marks cover one another.
const SHARED: f64 = 8.0;

/// A place for a name: its point, the room that it takes, and where the line to it ends.
struct Place {
    x: f64,
    y: f64,
    anchor: Anchor,
    room: Room,
    lead: Option<(f64, f64)>,
}

impl Place {
    fn of(x: f64, y: f64, anchor: Anchor, width: f64, lead: Option<(f64, f64)>) -> Self {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Self { x, y, anchor, room: (left, y - 11.0, left + width, y + 3.0), lead }
    }
}

/// Every place of a name of this width, beside its point or far from it.
fn places(point: &Point, width: f64, is_far: bool) -> Vec<Place> {
    if !is_far {
        let near = |&(dx, dy, anchor): &(f64, f64, Anchor)| Place::of(point.x + dx, point.y + dy, anchor, width, None);
        return NEAR.iter().map(near).collect();
    }
    let far = |(distance, direction): (f64, u32)| {
        let angle = std::f64::consts::TAU * f64::from(direction) / f64::from(DIRECTIONS);
        let (x, y) = (point.x + distance * angle.cos(), point.y + distance * angle.sin());
        let anchor = match angle.cos() {
            across if across > 0.3 => Anchor::Start,
            across if across < -0.3 => Anchor::End,
            _ => Anchor::Middle,
        };
        // The line ends at the middle of the letters' height, or above or below the name.
        let down = if anchor == Anchor::Middle && angle.sin() < 0.0 {
            -3.0
        } else if anchor == Anchor::Middle {
            12.0
        } else {
            4.0
        };
        Place::of(x, y + down, anchor, width, Some((x, y)))
    };
    FAR.iter().flat_map(|&distance| (0..DIRECTIONS).map(move |direction| (distance, direction))).map(far).collect()
}

fn touch(one: &Room, other: &Room) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

/// How far a point is from a rectangle.
fn distance(room: &Room, (x, y): (f64, f64)) -> f64 {
    (room.0 - x).max(x - room.2).max(0.0).hypot((room.1 - y).max(y - room.3).max(0.0))
}

/// Small rooms along a line, from beyond a point to its end.
fn along((x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> Vec<Room> {
    let length = (to_x - x).hypot(to_y - y);
    let mut rooms = Vec::new();
    let mut at = 2.0 * POINT;
    while at < length {
        let (x, y) = (x + (to_x - x) * at / length, y + (to_y - y) * at / length);
        rooms.push((x - 1.0, y - 1.0, x + 1.0, y + 1.0));
        at += 4.0;
    }
    rooms
}

/// What a name is where it has no room as it is: the code with which it begins, where it does with one that is no other's.
pub(super) fn code<'n>(name: &'n str, names: &[&str]) -> Option<&'n str> {
    let first = |name: &'n str| name.split_once(' ').map(|(code, _)| code);
    let code = first(name).filter(|code| (1..=8).contains(&code.len()) && !code.contains(char::is_lowercase))?;
    let is_others = |other: &&str| *other != name && other.split(' ').next() == Some(code);
    (!names.iter().any(is_others)).then_some(code)
}

/// Places for names on a paper with points on it.
struct Paper<'p> {
    points: &'p [Point],
    room: Room,
    taken: Vec<Room>,
}

impl Paper<'_> {
    /// The first of these texts that has room beside a point or, where it may, far from it.
    fn place<'t>(&self, point: &Point, look: Text, tries: &[(&'t str, bool)]) -> Option<(&'t str, Place)> {
        tries.iter().find_map(|&(text, is_far)| {
            let width = look.width(text) * 0.95;
            places(point, width, is_far).into_iter().find(|place| self.is_free(point, place)).map(|place| (text, place))
        })
    }

    fn is_free(&self, point: &Point, place: &Place) -> bool {
        let (room, paper) = (&place.room, &self.room);
        let is_inside = room.0 >= paper.0 && room.1 >= paper.1 && room.2 <= paper.2 && room.3 <= paper.3;
        let of = |other: &Point| distance(room, (other.x, other.y));
        // With a line it is clear whose name it is.
        let is_own = place.lead.is_some() || self.points.iter().all(|other| of(other) >= of(point));
        let lead = place.lead.map_or(Vec::new(), |end| along((point.x, point.y), end));
        let is_clear = !self.taken.iter().any(|other| touch(room, other) || lead.iter().any(|lead| touch(lead, other)));
        is_inside && is_own && is_clear
    }

    fn write(&mut self, svg: &mut Svg, point: &Point, look: Text, text: &str, place: &Place) {
        if let Some(end) = place.lead {
            self.taken.extend(along((point.x, point.y), end));
            svg.line((point.x, point.y), end, "lead");
        }
        svg.text(place.x, place.y, look, place.anchor, text);
        self.taken.push(place.room);
    }
}

/// Writes the names, that of the emphasised point first, then those farthest from the middle of all; gives the key of what does not stand
/// there whole: a number and the names of the points that have it, and the names of which the code or a part alone is written.
pub(super) fn names(svg: &mut Svg, points: &[Point], room: Room) -> Vec<String> {
    let middle = |of: fn(&Point) -> f64| points.iter().map(of).sum::<f64>() / points.len().max(1) as f64;
    let (x, y) = (middle(|point| point.x), middle(|point| point.y));
    let far = |point: &Point| (point.x - x).hypot(point.y - y);
    let mut order: Vec<&Point> = points.iter().collect();
    order.sort_by(|a, b| b.is_emphasised.cmp(&a.is_emphasised).then(far(b).total_cmp(&far(a))));
    let taken = points.iter().map(|p| (p.x - POINT, p.y - POINT, p.x + POINT, p.y + POINT)).collect();
    let mut paper = Paper { points, room, taken };
    let all: Vec<&str> = points.iter().map(|point| point.name.as_str()).collect();
    let cut = |name: &str, look: Text| look.cut(name, WIDEST, 1).concat();
    let (mut in_part, mut nameless) = (Vec::new(), Vec::new());
    for point in order {
        let look = if point.is_emphasised { Text::STRONG } else { Text::VALUE };
        let whole = cut(&point.name, look);
        // Two names of which one part alone would be written are not told apart by it.
        let is_anothers = |other: &&str| *other != point.name && cut(other, look) == whole;
        let whole = (!all.iter().any(is_anothers)).then_some(whole);
        let short = code(&point.name, &all);
        let whole = whole.as_deref();
        let tries = [(whole, false), (short, false), (whole, true), (short, true)];
        let tries: Vec<(&str, bool)> = tries.iter().filter_map(|&(text, is_far)| Some((text?, is_far))).collect();
        match paper.place(point, look, &tries) {
            Some((text, place)) => {
                paper.write(svg, point, look, text, &place);
                if text != point.name {
                    in_part.push(point.name.clone());
                }
            }
            None => nameless.push(point),
        }
    }
    in_part.sort();
    let mut key = numbered(svg, &mut paper, &nameless);
    key.extend(in_part);
    key
}

/// Writes a number beside each of these points, and says which names it stands for.
fn numbered(svg: &mut Svg, paper: &mut Paper<'_>, nameless: &[&Point]) -> Vec<String> {
    let mut groups: Vec<(&Point, Vec<&str>)> = Vec::new();
    let apart = |one: &Point, other: &Point| (one.x - other.x).hypot(one.y - other.y);
    let mut order = nameless.to_vec();
    order.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    for point in order {
        match groups.iter_mut().find(|(first, _)| apart(first, point) < SHARED) {
            Some((_, names)) => names.push(&point.name),
            None => groups.push((point, vec![&point.name])),
        }
    }
    let mut key = Vec::new();
    for (at, (point, names)) in groups.into_iter().enumerate() {
        let number = (at + 1).to_string();
        let look = Text::VALUE;
        let place = paper.place(point, look, &[(&number, false), (&number, true)]).map(|(_, place)| place);
        // Better on its own mark than nowhere.
        let place =
            place.unwrap_or_else(|| Place::of(point.x, point.y + 4.0, Anchor::Middle, look.width(&number), None));
        paper.write(svg, point, look, &number, &place);
        key.push(format!("{number} = {}", names.join(" / ")));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(name: &str, x: f64, y: f64) -> Point {
        Point { name: name.into(), group: 0, x, y, said: String::new(), is_emphasised: false }
    }

    #[test]
    fn a_name_stands_nearest_to_its_own_point_or_has_a_line() {
        // Rows and columns so near to one another that whole names have room at the rim alone.
        let points: Vec<Point> = (0..25_u32)
            .map(|at| {
                point(
                    &format!("S{at} of the sector"),
                    300.0 + f64::from(at % 5) * 44.0,
                    200.0 + f64::from(at / 5) * 26.0,
                )
            })
            .collect();
        let mut svg = Svg::default();
        names(&mut svg, &points, (0.0, 0.0, 760.0, 500.0));
        let text = svg.text_of_body();
        let (mut lead, mut written) = (None, 0);
        for line in text.lines() {
            let number = |name: &str| -> f64 {
                line.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
            };
            if line.starts_with("<line") {
                lead = Some((number("x1"), number("y1")));
                continue;
            }
            let name = line.split('>').nth(1).unwrap().split('<').next().unwrap();
            if name.parse::<u32>().is_ok() {
                lead = None;
                continue;
            }
            let own = points.iter().find(|one| one.name == name || code(&one.name, &[]) == Some(name)).unwrap();
            if let Some(start) = lead.take() {
                assert!((start.0 - own.x).hypot(start.1 - own.y) < 0.1, "{name}");
            } else {
                let at = (number("x"), number("y") - 4.0);
                let far = (own.x - at.0).hypot(own.y - at.1);
                assert!(far < 20.0, "{name} is {far} away");
            }
            written += 1;
        }
        assert!(written > 15, "{written} names: {text}");
    }

    #[test]
    fn every_point_is_named_or_numbered_and_the_key_says_what_does_not_stand_there_whole() {
        // Twice as dense as any chart that is shipped, with three points in one place.
        let mut points: Vec<Point> = (0..98_u32)
            .map(|at| {
                let (x, y) = (250.0 + f64::from(at * 37 % 260), 150.0 + f64::from(at * 53 % 170));
                point(&format!("S{at} of a sector with a name that is so long that it has to be cut"), x, y)
            })
            .collect();
        points.extend(["one", "two", "three"].map(|name| point(name, 380.0, 240.0)));
        let mut svg = Svg::default();
        let key = names(&mut svg, &points, (60.0, 60.0, 760.0, 440.0));
        let texts: Vec<&str> = svg
            .text_of_body()
            .lines()
            .filter(|line| line.starts_with("<text"))
            .map(|line| line.split('>').nth(1).unwrap().split('<').next().unwrap())
            .collect();
        let numbers = texts.iter().filter(|text| text.parse::<u32>().is_ok()).count();
        assert!(numbers > 3, "{texts:?}");
        for name in points.iter().map(|point| point.name.as_str()) {
            let is_in = |entry: &&String| entry.split(" = ").last().unwrap().split(" / ").any(|one| one == name);
            let entries: Vec<&String> = key.iter().filter(is_in).collect();
            let is_whole = texts.contains(&name);
            assert_eq!(entries.len(), usize::from(!is_whole), "{name}: {entries:?}");
            let Some(entry) = entries.first() else { continue };
            // Its number, its code, or the part of its name is written, once.
            let number = entry.split_once(" = ").map(|(number, _)| number);
            let is_part = |text: &str| text.strip_suffix('…').is_some_and(|part| name.starts_with(part));
            let stands_for_it = |text: &&&str| match number {
                Some(number) => **text == number,
                None => code(name, &[]) == Some(text) || is_part(text),
            };
            assert_eq!(texts.iter().filter(stands_for_it).count(), 1, "{entry}");
        }
        assert!(key.iter().any(|entry| entry.ends_with("one / two / three")) || texts.contains(&"one"), "{key:?}");
    }

    #[test]
    fn names_that_would_be_cut_to_one_text_have_numbers() {
        let long = |end: &str| format!("{}{end}", "a policy with a very long title ".repeat(3));
        let points = [point(&long("one"), 200.0, 200.0), point(&long("two"), 500.0, 300.0)];
        let mut svg = Svg::default();
        let key = names(&mut svg, &points, (0.0, 0.0, 760.0, 500.0));
        assert_eq!(key, [format!("1 = {}", long("one")), format!("2 = {}", long("two"))]);
        assert!(svg.text_of_body().contains(">1</text>") && svg.text_of_body().contains(">2</text>"));
    }

    #[test]
    fn a_code_is_what_a_name_begins_with_and_has_no_small_letters() {
        assert_eq!(code("ITS Information services", &[]), Some("ITS"));
        assert_eq!(code("mining of copper", &[]), None);
        assert_eq!(code("ITS", &[]), None);
        assert_eq!(code(" Information services", &[]), None);
    }

    #[test]
    fn a_code_of_two_names_is_none_of_either() {
        let names = ["MINING OF COPPER", "MINING OF COAL", "ITS Information services"];
        assert_eq!(names.map(|name| code(name, &names)), [None, None, Some("ITS")]);
        // In the crowd above both would be called alike.
        let crowd: Vec<Point> = (0..24)
            .map(|at| {
                let kind = if at % 2 == 0 { "COPPER" } else { "COAL" };
                point(
                    &format!("MINING OF {kind} {at}"),
                    300.0 + f64::from(at % 5) * 44.0,
                    200.0 + f64::from(at / 5) * 26.0,
                )
            })
            .collect();
        let mut svg = Svg::default();
        super::names(&mut svg, &crowd, (0.0, 0.0, 760.0, 500.0));
        let text = svg.text_of_body();
        assert!(text.contains(">MINING OF ") && !text.contains(">MINING<"), "{text}");
    }
}
