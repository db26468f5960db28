//! E14. Titles between quotation marks.

use crate::cues::Cues;
use crate::feature::Features;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::propose::Proposals;
use crate::span::{OPEN, Scene};
use crate::word::Shape;

/// E14. What stands between quotation marks, when it is made like a title.
pub(super) fn quoted(scene: &Scene<'_>, open: usize, out: &mut Proposals<'_>) {
    let start = open.wrapping_add(1);
    if !scene.name(start) && !scene.at(start).is(Shape::ELIDED) {
        return;
    }
    if !scene.at(start).is(Shape::CAPITAL) {
        return;
    }
    // *dit « Mme [Thérèse] »* says how somebody is called, *le film « Mme Bovary »* is a title.
    let addressed = || is_one_of(scene.text(start), &["M", "MLLE", "MME"]);
    if scene.at(start).has(Cues::CIVILITY) && !scene.before(open).has(Cues::WORK_NOUN) && addressed() {
        return;
    }
    let mut kinds = OPEN;
    for length in 1usize..10 {
        let end = start.wrapping_add(length);
        let word = scene.at(end);
        if word.sign == b'"' {
            let last = scene.before(end);
            if !matches!(last.sign, b'.' | b'!' | b'?' | b',')
                && !said(scene, end.wrapping_add(1))
                && !answered(scene, open)
            {
                let long = Features::QUOTED_LONG.when(length > 5);
                out.add(start, end, Features::QUOTED.with(long), kinds);
            }
            return;
        }
        if word.sign == b',' {
            // *« [Soulages], un destin »* is no person: with a comma it is a title or a sentence.
            kinds = Kind::Misc.bit();
        } else if !word.is(Shape::LETTERS) && !word.is(Shape::NUMBER) && word.sign != b'-' {
            return;
        }
    }
}

/// Whether what is quoted behind a name and a colon begins as speech does, and titles hardly: *Awa Ly : « Je chante pour les
/// absents »*.
fn answered(scene: &Scene<'_>, open: usize) -> bool {
    let colon = open.wrapping_sub(1);
    let first = scene.at(open.wrapping_add(1));
    scene.at(colon).sign == b':'
        && scene.name(colon.wrapping_sub(1))
        && first.has(Cues::GRAMMAR)
        && !first.has(Cues::ARTICLE.or(Cues::DE).or(Cues::A))
}

/// Whether what stood between quotation marks was said: *« Vive la [Hongrie] », clamait-elle*, *« Nous étions là » s'amuse-t-il*.
fn said(scene: &Scene<'_>, after: usize) -> bool {
    let mut at = after;
    if scene.at(at).sign == b',' {
        at = at.wrapping_add(1);
        // *« Alger nous oublie », s'emporte un soudeur*: after the comma, who speaks does it to himself.
        if scene.at(at).is(Shape::ELIDED) && scene.at(at).has(Cues::AUXILIARY) {
            return true;
        }
    }
    if scene.at(at).has(Cues::AUXILIARY) {
        at = at.wrapping_add(1);
        // *« Areva paiera », a fait savoir le groupe*
        let told = scene.at(at.wrapping_add(1));
        if is_one_of(scene.text(at), &["FAIT", "LAISSE"]) && told.is(Shape::LETTERS) {
            return is_one_of(
                scene.text(at.wrapping_add(1)),
                &["ENTENDRE", "OBSERVER", "REMARQUER", "SAVOIR", "VALOIR"],
            );
        }
    }
    scene.at(at).has(Cues::SPEECH) && at > after
}
