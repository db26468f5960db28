//! The output that is no text: rows of a Parquet file. Without the feature `parquet` nobody can ask for any.

#[cfg(feature = "parquet")]
mod parquet {
    use depeche::Document;
    use depeche::formats::arrow::Batch;
    use depeche::formats::parquet::Writer;
    use std::io::{self, Write};

    /// The rows of one job. Their columns are made when there is a row, and only then.
    #[derive(Default)]
    pub struct Rows(Option<Box<Batch>>);

    impl Rows {
        pub fn add(&mut self, document: &Document<'_>, name: &str) {
            self.0.get_or_insert_default().add(document, name);
        }
    }

    /// A Parquet file on its way out.
    pub struct Table<W: Write + Send>(Writer<W>);

    impl<W: Write + Send> Table<W> {
        pub fn new(out: W) -> io::Result<Table<W>> {
            Writer::new(out).map(Table)
        }

        pub fn take(&mut self, rows: Rows) -> io::Result<()> {
            rows.0.map_or(Ok(()), |mut batch| self.0.add_batch(&mut batch))
        }

        pub fn finish(self) -> io::Result<W> {
            self.0.finish()
        }
    }
}

#[cfg(not(feature = "parquet"))]
mod parquet {
    use depeche::Document;
    use std::io::{self, Write};

    #[derive(Default)]
    pub struct Rows;

    impl Rows {
        pub fn add(&mut self, _: &Document<'_>, _: &str) {}
    }

    pub struct Table<W>(W);

    impl<W: Write + Send> Table<W> {
        pub fn new(out: W) -> io::Result<Table<W>> {
            Ok(Table(out))
        }

        pub fn take(&mut self, _: Rows) -> io::Result<()> {
            Ok(())
        }

        pub fn finish(self) -> io::Result<W> {
            Ok(self.0)
        }
    }
}

pub use parquet::{Rows, Table};
