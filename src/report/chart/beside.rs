//! Names beside points: none covers another or a point, and none stands nearer to another point than to its own. A name that finds no
//! room beside its point goes further away, with a line that leads to it; a name that begins with a code is the code alone where that has
//! room sooner. What finds none even so is left out; what it stands for is said all the same.

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

/// Writes the names, that of the emphasised point first, then those farthest from the middle of all.
pub(super) fn names(svg: &mut Svg, points: &[Point], paper: Room) {
    let middle = |of: fn(&Point) -> f64| points.iter().map(of).sum::<f64>() / points.len().max(1) as f64;
    let (x, y) = (middle(|point| point.x), middle(|point| point.y));
    let far = |point: &Point| (point.x - x).hypot(point.y - y);
    let mut order: Vec<&Point> = points.iter().collect();
    order.sort_by(|a, b| b.is_emphasised.cmp(&a.is_emphasised).then(far(b).total_cmp(&far(a))));
    let mut taken: Vec<Room> = points.iter().map(|p| (p.x - POINT, p.y - POINT, p.x + POINT, p.y + POINT)).collect();
    let all: Vec<&str> = points.iter().map(|point| point.name.as_str()).collect();
    for point in order {
        let look = if point.is_emphasised { Text::STRONG } else { Text::VALUE };
        let name = look.cut(&point.name, WIDEST, 1).concat();
        let short = code(&point.name, &all).map(str::to_owned);
        let tries = [(Some(name.clone()), false), (short.clone(), false), (Some(name), true), (short, true)];
        let is_free = |place: &Place| {
            let room = &place.room;
            let is_inside = room.0 >= paper.0 && room.1 >= paper.1 && room.2 <= paper.2 && room.3 <= paper.3;
            let of = |other: &Point| distance(room, (other.x, other.y));
            // With a line it is clear whose name it is.
            let is_own = place.lead.is_some() || points.iter().all(|other| of(other) >= of(point));
            let lead = place.lead.map_or(Vec::new(), |end| along((point.x, point.y), end));
            let is_clear = !taken.iter().any(|other| touch(room, other) || lead.iter().any(|lead| touch(lead, other)));
            is_inside && is_own && is_clear
        };
        let found = tries.into_iter().find_map(|(name, is_far)| {
            let name = name?;
            let width = look.width(&name) * 0.95;
            places(point, width, is_far).into_iter().find(is_free).map(|place| (name, place))
        });
        if let Some((name, place)) = found {
            if let Some(end) = place.lead {
                taken.extend(along((point.x, point.y), end));
                svg.line((point.x, point.y), end, "lead");
            }
            svg.text(place.x, place.y, look, place.anchor, &name);
            taken.push(place.room);
        }
    }
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
