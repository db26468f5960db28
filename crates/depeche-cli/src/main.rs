//! The `depeche` program.
#![forbid(unsafe_code)]

mod args;
mod engine;
mod failure;
mod input;
mod jsonl;
mod ordered;
mod output;
mod progress;
mod render;
mod text;

use args::{Cli, Command};
use clap::Parser;
use depeche::{Buffers, HeaderMode, Pipeline, segment};
use engine::{Plan, run};
use failure::Stop;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Annotate(args) => annotate(&args),
        _ => Ok(0),
    };
    ExitCode::from(outcome.unwrap_or_else(Stop::report))
}

/// The pipeline that the options describe.
fn pipeline(model: &args::Model) -> Pipeline {
    Pipeline::builder()
        .header(match model.header {
            args::HeaderMode::Auto => HeaderMode::Auto,
            args::HeaderMode::None => HeaderMode::None,
        })
        .sentences(match model.profile {
            args::SentenceProfile::Default => segment::Profile::Default,
            args::SentenceProfile::Ud => segment::Profile::Ud,
        })
        .newlines(match model.newlines {
            args::NewlinePolicy::Smart => segment::Newlines::Smart,
            args::NewlinePolicy::Paragraph => segment::Newlines::Paragraph,
            args::NewlinePolicy::Every => segment::Newlines::EveryLine,
        })
        .build()
}

fn annotate(args: &args::Annotate) -> Result<u8, Stop> {
    let pipeline = pipeline(&args.model);
    let renderer = render::Renderer::new(&args.output, output::colored(args.output.color));
    let [single, many] = renderer.frames();
    let options = format!("{:?} {:?} {:?}", args.output.to, args.output.offsets, args.output.layers);
    let plan = Plan {
        single,
        many,
        folder: engine::folder(&args.output, &options)?,
        with_text: args.output.to == args::To::Brat,
        input: &args.input,
        run: &args.run,
    };
    run(plan, Buffers::new, |buffers, text, item, out| {
        let document = pipeline.annotate_into(text, buffers);
        renderer.write(&document, item, out);
        document.recycle(buffers);
        Ok(())
    })
}
