//! Parquet: the columns of [`arrow`](crate::formats::arrow) in a file. Offsets in **bytes**.
//!
//! The unit stands in the metadata of the file too, as `depeche.offsets`, for readers that know nothing of Arrow. Columns are
//! compressed with Snappy, which every reader has.

use crate::document::Document;
use crate::formats::arrow::{Batch, FORMAT, OFFSETS, schema};
use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::io::{self, Write};

/// How many documents, and how many bytes of text, are gathered before they are encoded.
const ROWS: usize = 256;
const BYTES: usize = 4 << 20;
/// How large a row group may grow in memory, encoded, before it is written out.
const GROUP: usize = 16 << 20;

/// Writes documents to a Parquet file, a row each.
///
/// Memory is bounded: some megabytes beside the longest document, whatever their number.
///
/// ```
/// use depeche::{Pipeline, formats::parquet::Writer};
///
/// let pipeline = Pipeline::french();
/// let mut writer = Writer::new(Vec::new())?;
/// for text in ["L'Arménie a répondu.", "Il pleut."] {
///     writer.add(&pipeline.annotate(text), "essai")?;
/// }
/// let file = writer.finish()?;
/// assert!(file.starts_with(b"PAR1") && file.ends_with(b"PAR1"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer<W: Write + Send> {
    out: ArrowWriter<W>,
    batch: Batch,
    /// The bytes of text in the batch.
    bytes: usize,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file.
    ///
    /// ```
    /// use depeche::formats::parquet::Writer;
    ///
    /// // A table without rows is a file too.
    /// assert!(Writer::new(Vec::new())?.finish()?.starts_with(b"PAR1"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What `out` says when it cannot be written.
    pub fn new(out: W) -> io::Result<Writer<W>> {
        let pairs = [FORMAT, OFFSETS].map(|(key, value)| KeyValue::new(key.to_owned(), value.to_owned()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("depeche ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(pairs.to_vec()))
            .build();
        let out = ArrowWriter::try_new(out, schema(), Some(properties)).map_err(error)?;
        Ok(Writer { out, batch: Batch::new(), bytes: 0 })
    }

    /// Adds a document.
    ///
    /// ```
    /// use depeche::{Pipeline, formats::parquet::Writer};
    ///
    /// let mut writer = Writer::new(Vec::new())?;
    /// writer.add(&Pipeline::french().annotate("Il pleut."), "a.txt")?;
    /// assert!(writer.finish()?.ends_with(b"PAR1"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What the output says when it cannot be written.
    pub fn add(&mut self, document: &Document<'_>, name: &str) -> io::Result<()> {
        self.batch.add(document, name);
        self.bytes = self.bytes.saturating_add(document.source().len());
        if self.batch.rows() >= ROWS || self.bytes >= BYTES { self.encode() } else { Ok(()) }
    }

    /// Adds the rows of a batch, which may have been gathered on another thread; it is empty afterwards.
    ///
    /// ```
    /// use depeche::{Pipeline, formats::{arrow::Batch, parquet::Writer}};
    ///
    /// let mut batch = Batch::new();
    /// batch.add(&Pipeline::french().annotate("Il pleut."), "a.txt");
    /// let mut writer = Writer::new(Vec::new())?;
    /// writer.add_batch(&mut batch)?;
    /// assert_eq!(batch.rows(), 0);
    /// assert!(writer.finish()?.ends_with(b"PAR1"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What the output says when it cannot be written.
    pub fn add_batch(&mut self, batch: &mut Batch) -> io::Result<()> {
        if self.batch.rows() > 0 {
            self.encode()?;
        }
        self.write(batch.finish().map_err(io::Error::other)?)
    }

    fn encode(&mut self) -> io::Result<()> {
        self.bytes = 0;
        let records = self.batch.finish().map_err(io::Error::other)?;
        self.write(records)
    }

    fn write(&mut self, records: RecordBatch) -> io::Result<()> {
        self.out.write(&records).map_err(error)?;
        if self.out.in_progress_size() >= GROUP { self.out.flush().map_err(error) } else { Ok(()) }
    }

    /// Ends the file: without this it cannot be read. Gives the output back.
    ///
    /// # Errors
    ///
    /// What the output says when it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        if self.batch.rows() > 0 {
            self.encode()?;
        }
        self.out.into_inner().map_err(error)
    }
}

/// The error of the output itself where there is one, so that a full disk says that it is full.
fn error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
