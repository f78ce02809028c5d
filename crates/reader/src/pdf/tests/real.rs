use super::super::read;
#[test]
fn dump() {
    let path = std::env::var("PDF").unwrap();
    let flow = read(&std::fs::read(path).unwrap()).unwrap();
    for part in &flow.parts {
        match part {
            crate::flow::Part::Line(l) => println!("{:>3} {:>4} {:?} {:?} {}{:.2} i{:.1} {:?} {:?} {}", l.at.page.unwrap(), l.at.line.unwrap(), l.gap, l.wrap, if l.bold {"B"} else {" "}, l.size, l.indent, l.role, l.marks.len(), l.text),
            other => println!("{other:?}"),
        }
    }
    println!("{:?}", flow.problems);
}
