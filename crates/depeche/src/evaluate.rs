//! How good an annotation is, measured against a gold one: pure counting, no reading of files.

pub mod entities;
pub mod segmentation;
