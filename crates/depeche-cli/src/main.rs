//! The `depeche` program.
#![forbid(unsafe_code)]

mod args;
mod commands;
mod convert;
mod engine;
mod evaluate;
mod failure;
mod gazetteer;
mod input;
mod jsonl;
mod ordered;
mod output;
mod progress;
mod render;
mod table;
mod text;

use args::{Cli, Command};
use clap::{CommandFactory as _, Parser as _};
use depeche::gazetteer::Gazetteer;
use depeche::{HeaderMode, Pipeline, entities, segment};
use engine::{Plan, run_annotated};
use failure::Stop;
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Annotate(args) => annotate(&args),
        Command::Header(args) => commands::header(&args),
        Command::Sentences(args) => commands::sentences(&args),
        Command::Tokens(args) => commands::tokens(&args),
        Command::Entities(args) => commands::entities(&args),
        Command::Convert(args) => convert::convert(&args),
        Command::View(args) => commands::view(&args),
        Command::Completions { shell } => generated(|out| {
            clap_complete::generate(shell, &mut Cli::command(), "depeche", out);
            Ok(())
        }),
        Command::Man { command } => manual(command.as_deref()),
        Command::Gazetteer(command) => gazetteer::gazetteer(&command),
        Command::Evaluate(args) => evaluate::evaluate(&args),
    };
    ExitCode::from(outcome.unwrap_or_else(Stop::report))
}

/// What is made from the definition of the command line, on standard output.
fn generated(make: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> Result<u8, Stop> {
    let mut out = Vec::new();
    make(&mut out).and_then(|()| std::io::stdout().write_all(&out)).map_err(Stop::stdout)?;
    Ok(0)
}

/// The manual page of the program or of one of its commands.
fn manual(command: Option<&str>) -> Result<u8, Stop> {
    let mut cli = Cli::command();
    cli.build();
    let page = match command {
        None => cli,
        Some(name) => match cli.find_subcommand(name) {
            Some(found) => found.clone(),
            None => return Err(Stop::Usage(format!("expected the name of a command, found {name:?}"))),
        },
    };
    generated(|out| clap_mangen::Man::new(page).render(out))
}

/// The pipeline that the options describe.
fn pipeline(model: &args::Model) -> Result<Pipeline<'static>, Stop> {
    pipeline_with(model, &own_names(model)?)
}

/// The gazetteers that the options name.
fn own_names(model: &args::Model) -> Result<Vec<Gazetteer<'static>>, Stop> {
    model.gazetteer.iter().map(|path| gazetteer::open(path).map_err(Stop::Usage)).collect()
}

/// The pipeline that the options describe, with their gazetteers.
fn pipeline_with(model: &args::Model, own: &[Gazetteer<'static>]) -> Result<Pipeline<'static>, Stop> {
    let builder = Pipeline::builder()
        .header(match model.header {
            args::HeaderMode::Auto => HeaderMode::Auto,
            args::HeaderMode::Archives => HeaderMode::Archives,
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
        });
    let builder = match model.entities {
        args::EntityProfile::Balanced => builder.entities(entities::Profile::Balanced),
        args::EntityProfile::Precise => builder.entities(entities::Profile::Precise),
        args::EntityProfile::Recall => builder.entities(entities::Profile::Recall),
        args::EntityProfile::None => builder.without_entities(),
    };
    let builder = builder.dates(model.dates).amounts(model.amounts);
    let mut builder = if model.no_builtin { builder.without_built_in_names() } else { builder };
    for names in own {
        builder = builder.gazetteer(*names).map_err(|error| Stop::Usage(error.to_string()))?;
    }
    Ok(builder.build())
}

fn annotate(args: &args::Annotate) -> Result<u8, Stop> {
    let own = own_names(&args.model)?;
    let pipeline = pipeline_with(&args.model.of(&args.input), &own)?;
    let renderer = render::Renderer::new(&args.output, output::colored(args.output.color))?;
    let [single, many] = renderer.frames();
    let args::Output { to, offsets, layers, .. } = &args.output;
    // A list may hold other names than when it was read before.
    let names: Vec<String> = own.iter().map(|names| format!("{:032x}", names.content_hash())).collect();
    let options = format!(
        "{to:?} {offsets:?} {layers:?}
{:?} {names:?}
{:?} {}",
        args.model,
        args.input.from,
        args.input.field()
    );
    let plan = Plan {
        single,
        many,
        folder: engine::folder(&args.output, &options)?,
        file: None,
        with_text: renderer.is_standoff(),
        table: renderer.is_table(),
        archives: false,
        input: &args.input,
        run: &args.run,
    };
    run_annotated(plan, &pipeline, |document, item, made| renderer.write(document, item, made))
}
