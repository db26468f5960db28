//! Prints what is seen in the header of each file: `cargo run -p depeche-frontmatter --example header -- FILE…`

use depeche_frontmatter::split;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let source = std::fs::read_to_string(&path)?;
        let document = split(&source);
        println!("{path}: {}", document.form());
        for field in document.metadata().fields() {
            println!("  {} = {:?}  at {}", field.key.value, field.value.value, field.span());
        }
        if let Some(date) = document.date() {
            println!("  date  {}", date.value);
        }
        if let Some(title) = document.title() {
            println!("  title {}", title.value);
        }
        println!("  body from byte {}", document.body().start());
        for diagnostic in document.all_diagnostics() {
            print!("{}", diagnostic.render(&source));
        }
    }
    Ok(())
}
