//! `--to parquet`: one file of all documents, or one for each; and what a build without it says. The columns themselves are
//! read back in the tests of `depeche`, and by pyarrow in `.ci/readers`.

mod common;

use common::{DISPATCH, Folder};

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_that_cannot_write_parquet_says_how_to_make_one_that_can() {
    let folder = Folder::new();
    folder.file("a.txt", DISPATCH);
    let ran = folder.run(["annotate", "--to", "parquet", "a.txt"]);
    assert!(ran.code(2).err().contains("--features parquet"), "{}", ran.err());
    assert!(ran.0.stdout.is_empty());
}

#[cfg(feature = "parquet")]
mod with_it {
    use super::*;

    #[track_caller]
    fn whole(file: &[u8]) {
        assert!(
            file.len() > 100 && file.starts_with(b"PAR1") && file.ends_with(b"PAR1"),
            "{} bytes",
            file.len()
        );
    }

    #[test]
    fn one_file_of_all_documents_is_the_same_on_any_number_of_threads() {
        let folder = Folder::new();
        for at in 0..40 {
            folder.file(&format!("in/{at:02}.txt"), format!("{DISPATCH}\nDocument {at}.\n"));
        }
        let one = folder.run(["annotate", "--to", "parquet", "-j", "1", "in"]);
        let many = folder.run(["annotate", "--to", "parquet", "-j", "3", "in"]);
        whole(&one.code(0).0.stdout);
        assert!(one.0.stdout == many.code(0).0.stdout);
        // As many documents from JSON Lines are as many rows, though they come several to a job.
        let lines = folder.run(["annotate", "--to", "jsonl", "in"]).ok().out();
        folder.file("lines.jsonl", &lines);
        let converted = folder.run(["convert", "--to", "parquet", "lines.jsonl"]);
        whole(&converted.code(0).0.stdout);
        let again = folder.run(["annotate", "--to", "parquet", "-j", "2", "lines.jsonl"]);
        whole(&again.code(0).0.stdout);
    }

    #[test]
    fn convert_makes_one_file_of_what_the_forms_of_json_hold() {
        let folder = Folder::new();
        folder.file("a.txt", DISPATCH);
        folder.file("b.txt", "Il pleut à Brest.");
        for form in ["json", "jsonl"] {
            let written = folder.run(["annotate", "--to", form, "a.txt", "b.txt"]).ok().out();
            folder.file(&format!("all.{form}"), written);
        }
        // Not the file of annotate itself: confidences have three decimals in JSON.
        let array = folder.run(["convert", "--to", "parquet", "all.json"]);
        let lines = folder.run(["convert", "--to", "parquet", "all.jsonl"]);
        whole(&array.code(0).0.stdout);
        assert!(array.0.stdout == lines.code(0).0.stdout);
    }

    #[test]
    fn a_folder_has_a_file_for_each_input_and_is_resumed() {
        let folder = Folder::new();
        folder.file("in/a.txt", DISPATCH);
        folder.file("in/lines.jsonl", "{\"text\":\"Il pleut à Brest.\"}\n{\"text\":\"Il neige.\"}\n");
        let args = ["annotate", "--to", "parquet", "-o", "out", "in/a.txt", "in/lines.jsonl"];
        folder.run(args).ok();
        for name in ["out/a.parquet", "out/lines.parquet"] {
            whole(&std::fs::read(folder.path(name)).unwrap());
        }
        assert!(folder.run(args).code(0).err().contains("2 outputs are there and up to date"));
        folder.file("in/a.json", folder.run(["annotate", "--to", "json", "in/a.txt"]).ok().out());
        folder.run(["convert", "--to", "parquet", "-o", "again", "in/a.json"]).ok();
        whole(&std::fs::read(folder.path("again/a.parquet")).unwrap());
    }

    #[test]
    fn a_bad_input_is_named_and_the_file_is_whole_all_the_same() {
        let folder = Folder::new();
        folder.file("a.txt", DISPATCH);
        folder.file("bad.txt", b"\xFF\xFE");
        let ran = folder.run(["annotate", "--to", "parquet", "a.txt", "bad.txt"]);
        assert!(ran.code(1).err().contains("bad.txt"));
        whole(&ran.0.stdout);
        // Nothing to write is a table without rows.
        let none = folder.run(["annotate", "--to", "parquet", "bad.txt"]);
        whole(&none.code(1).0.stdout);
        assert_eq!(
            folder.run(["annotate", "--to", "parquet", "--offsets", "char", "a.txt"]).code(2).0.stdout,
            b""
        );
    }
}
