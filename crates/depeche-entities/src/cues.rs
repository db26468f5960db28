//! The words beside and inside names that say what a name is: lists under `data/` and the closed classes below.

use crate::key::{Keyed, key, mix};
use depeche_text::fetch;
use std::sync::LazyLock;

/// A set of word classes.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Cues(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Cues { $($(#[$doc])* pub(crate) const $name: Cues = Cues(1 << $bit);)* }
    };
}

classes! {
    // Those that stand beside names, the first of which counts where a word has several (see `beside`).
    CIVILITY = 0;
    /// *de, d', du, des*
    DE = 1;
    /// *à, au, aux*
    A = 2;
    EN = 3;
    /// *le, la, les, l'*
    ARTICLE = 4;
    /// *un, ce, son…*
    DETERMINER = 5;
    FUNCTION = 6;
    /// A demonym of the gazetteer, in small letters.
    DEMONYM = 7;
    /// *par, avec, contre, selon…*
    AGENT_PREPOSITION = 8;
    /// *vers, depuis, dans, près…*
    PLACE_PREPOSITION = 9;
    /// *et, ou, ni*
    CONJUNCTION = 10;
    SPEECH = 11;
    PERSON_VERB = 12;
    /// *est, était, a, avait…*
    AUXILIARY = 13;
    // How articles and prepositions differ.
    /// *des, les, aux, ces*
    PLURAL = 14;
    /// *du, des, au, aux*
    CONTRACTED = 15;
    // The others, in no order that counts.
    ORGANISATION_HEAD = 16;
    ORGANISATION_HEAD_LOW = 17;
    ORGANISATION_NOUN = 18;
    PLACE_HEAD = 19;
    PLACE_NOUN = 20;
    WORK_NOUN = 21;
    EVENT_HEAD = 22;
    NOT_ORGANISATION = 23;
    FOREIGN_ORGANISATION = 24;
    FOREIGN_PLACE = 25;
    FOREIGN_PLACE_HEAD = 26;
    TEAM = 27;
    /// *il, elle, on…* and other words that begin sentences and no names
    GRAMMAR = 28;
    /// *von, van, ben, al…*
    PARTICLE = 29;
    /// *ancien, ex, jeune…*: between a function and a name
    BEFORE_NAME = 30;
    /// *janvier, lundi…*
    CALENDAR = 31;
    PLACE_HEAD_DIRECT = 32;
    /// An adjective as names of organisations have them: *français, national, maritime*.
    ADJECTIVE = 33;
    /// *nord, occidental…*: what a part of a place is called by.
    CARDINAL = 34;
    /// *parler, langue…*: the name of a language follows.
    LANGUAGE = 35;
    /// *le Grand, l'Ancien*: after the name of a sovereign or an author.
    EPITHET = 36;
    /// *match, buteur, entraîneur…*
    SPORT = 37;
    /// *chez*: a person's place, or a firm.
    CHEZ = 38;
    /// *entre*: two of one kind follow.
    BETWEEN = 39;
    /// *reçoit, s'incline, renverse…*: what a club does in a game.
    GAME = 40;
    /// *contre, face, devant, derrière*: an opponent follows.
    AGAINST = 41;
    /// *au lieu-dit [Cougeac]*: a place is called so without *de*.
    CALLED_PLACE = 42;
    /// *salarié, filiale, action…*: what an organisation has.
    FIRM_NOUN = 43;
    /// *emploie, rachète, supprimera…*: what an organisation does.
    FIRM_VERB = 44;
    /// *selon, après*, of which *d'après*: who says it follows.
    ACCORDING = 45;
    /// *roi, pape, sœur*: who is called so goes by a first name.
    REIGNS = 46;
    /// *Finances, Intérieur…*: what a minister is given; *République*, *État*: of what one is a magistrate.
    PORTFOLIO = 47;
    /// *le garde des Sceaux*: of a minister, not of a town.
    SEALS = 48;
    /// *la RN 20, la RD 611*: a road, when a number follows.
    ROAD = 49;
    /// *à bord de l'[Ocean Viking]*
    ABOARD = 50;
    /// *la prison de [Tressan], les pompiers de [Lorval]*: what stands somewhere, who lives there.
    PLACE_THING = 51;
    /// *Jeanne Martin, née [Roche]*
    BORN = 52;
    /// *l'affaire [Taghi], le gouvernement [Bayrou]*: what is called after a person, without *de*.
    CALLED_AFTER = 53;
    /// *la tempête [Kirk], le cyclone [Garance]*
    STORM = 54;
    /// *le [Comité régional de la conchyliculture]*: for how large a part of the world something is there.
    SCOPE = 55;
    /// *[Greenpeace Afrique]*: a land behind the name of a firm or an association.
    BRANCH = 56;
    /// *Apple [Inc.]*, *Siemens [AG]*: the legal form of a firm, behind its name.
    LEGAL = 57;
    /// *confié à [Jean Nouvel], hommage à [Robert Badinter]*: a person follows *à*.
    GIVEN_TO = 58;
    /// *la mort de [Hu Yaobang], la démission de [Henck Arron]*: a person follows *de*.
    BEFALLS = 59;
    /// *a condamné [Ilker Basbug], recherche [Tilvo Marensk]*: a person follows at once.
    WHOM = 60;
    /// *a bombardé [Tonota], [Tonota] a été inondée*: what is done to a place.
    RAZED = 61;
    /// *près de, autour de, au nord de*
    AROUND = 62;
}

impl Cues {
    pub(crate) const NONE: Cues = Cues(0);
    pub(crate) const ALL: Cues = Cues(u64::MAX);

    /// The classes of these numbers.
    #[cfg(test)]
    pub(crate) const fn of_bits(bits: u64) -> Cues {
        Cues(bits)
    }

    #[inline]
    pub(crate) const fn has(self, any: Cues) -> bool {
        self.0 & any.0 != 0
    }

    /// The number of the first class that is among `any`; 64 for none.
    #[inline]
    pub(crate) const fn first_of(self, any: Cues) -> u32 {
        (self.0 & any.0).trailing_zeros()
    }

    #[inline]
    pub(crate) const fn or(self, other: Cues) -> Cues {
        Cues(self.0 | other.0)
    }
}

/// In what case a listed word counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// With a small first letter.
    Small,
    /// With a capital first letter.
    Capital,
    /// In capitals throughout.
    Capitals,
}

/// Closed classes of French (and the particles of names of other languages), by class.
const CLOSED: &[(Cues, &str)] = &[
    (Cues::DE, "de d' du des"),
    (Cues::A, "à au aux"),
    (Cues::EN, "en"),
    (Cues::ARTICLE, "le la les l'"),
    (Cues::PLURAL, "les des aux ces leurs nos vos quelques plusieurs"),
    (
        Cues::PLACE_PREPOSITION,
        "vers depuis dans près jusqu' via sur entre devant hors outre traversant direction",
    ),
    (
        Cues::AGENT_PREPOSITION,
        "par avec contre selon chez comme pour sans envers malgré derrière face grâce parmi sauf que qu' \
         dont voici voilà",
    ),
    (
        Cues::EPITHET,
        "ancien jeune grand grande bon bonne beau bel bref chauve gros hardi pieux sage superbe magnifique téméraire \
         conquérant victorieux terrible juste catholique confesseur éventreur lion borgne aîné cadet sourd simple vénérable \
         libérateur navigateur bienheureux saint impie bègue débonnaire fou folle apostat",
    ),
    (Cues::CHEZ, "chez"),
    (Cues::ACCORDING, "selon après"),
    (
        Cues::REIGNS,
        "roi reine pape prince princesse empereur impératrice sultan émir tsar tsarine archiduc archiduchesse grand-duc \
         grande-duchesse infant infante patriarche pharaon dalaï-lama sœur frère père mère abbé dom",
    ),
    (
        Cues::PORTFOLIO,
        "finances pensions intérieur extérieur justice défense santé éducation enseignement travail emploi transports \
         logement budget économie culture agriculture sports environnement écologie énergie jeunesse famille climat \
         mobilité industrie commerce tourisme pêche enfance solidarités égalité recherche immigration migration asile \
         coopération développement numérique république état",
    ),
    (Cues::SEALS, "sceaux"),
    (
        Cues::BRANCH,
        "afrique ain aisne algérie alpes alsace amérique aquitaine ardenne ardennes ardèche asie aube auvergne aveyron \
         belgique bourgogne bretagne burundi bénin calvados cameroun canada cantal charente congo corrèze corse creuse \
         dordogne doubs drôme essonne estrie eure europe finistère france fribourg gabon gard gaspésie genève gers \
         gironde guadeloupe guinée guyane hainaut haute-savoie haïti hérault international isère jura landes languedoc \
         limousin loire lorraine lozère luxembourg madagascar mali manche marne maroc martinique mauricie mauritanie \
         mayenne mayotte meuse monaco monde montérégie morbihan moselle neuchâtel niger nièvre normandie occitanie oise \
         orne outaouais outremer picardie pyrénées québec rwanda réunion sarthe savoie seine somme suisse sénégal tarn \
         tchad tessin togo tunisie valais var vaucluse vaud vendée vienne vosges wallonie yonne yvelines",
    ),
    (
        Cues::SCOPE,
        "cantonal cantonale central centrale communautaire communal communale départemental départementale fédéral fédérale \
         général générale intercommunal intercommunale international internationale interprofessionnel interprofessionnelle \
         national nationale provincial provinciale régional régionale supérieur supérieure",
    ),
    (
        Cues::RAZED,
        "assiège assiègent assiégé assiégée bombarde bombardent bombardait bombardé bombardée bombardés bombardées \
         dévaste dévasté dévastée encercle encerclent encerclé encerclée envahit envahie inonde inondé inondée \
         pilonne pilonnent pilonné pilonnée quadrille ravage ravagé ravagée reconquiert reconquis reconquise rasé rasée \
         survole survolé submergé submergée fui fuient fuir fuyaient fuyant évacué évacuent évacuer évacuée",
    ),
    (
        Cues::AROUND,
        "abords alentours autour carnaval environs est large loin nord nord-est nord-ouest ouest périphérie près proximité sud sud-est \
         sud-ouest",
    ),
    (Cues::STORM, "tempête cyclone ouragan typhon dépression perturbation"),
    (Cues::ROAD, "RN RD RP CD RC RR VC RNIE"),
    (Cues::ABOARD, "bord"),
    (Cues::BORN, "née né alias dénommé dénommée prénommé prénommée surnommé surnommée"),
    (
        Cues::CALLED_AFTER,
        "administration affaire affaires amendement candidature circulaire clan doctrine dynastie décret fratrie frères gouvernement \
         gouvernements jurisprudence méthode présidence procès quinquennat rapport rétrospective réforme réformes septennat sœurs ère",
    ),
    (
        Cues::CALLED_PLACE,
        "lieu-dit lieudit lieux-dits localité village bourgade bourg région régions métro planète astéroïde comète exoplanète \
         rivière fleuve ruisseau affluent marché motu mine quartier hameau tribu sanctuaire",
    ),
    (Cues::AGAINST, "contre face devant derrière"),
    (Cues::BETWEEN, "entre"),
    (
        Cues::LEGAL,
        "AB AG ASA BV Co. Corp Corp. GmbH Inc Inc. KG KGaA LLC Limited Ltd Ltd. NV Oyj PLC Plc Pty Pte S.A. SA SARL SAS SASU \
         SCA SE SNC SPA Sarl SpA",
    ),
    (Cues::CONTRACTED, "du des au aux"),
    (Cues::LANGUAGE, "langue langues parler parle parlent parlait parlé parlée traduit traduite"),
    (Cues::CONJUNCTION, "et ou ni"),
    (
        Cues::CARDINAL,
        "nord sud est ouest nord-est nord-ouest sud-est sud-ouest oriental orientale orientaux orientales occidental \
         occidentale occidentaux occidentales septentrional septentrionale méridional méridionale central centrale \
         australe équatoriale subsaharienne",
    ),
    (
        Cues::DETERMINER,
        "un une ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes ton ta tes chaque tout toute \
         tous toutes quelque quelques plusieurs certains certaines aucun aucune quel quelle quels quelles deux trois \
         quatre cinq six sept huit neuf dix",
    ),
    (
        Cues::GRAMMAR,
        "il elle ils elles on je tu nous vous j' n' s' c' qu' m' t' que qui quoi dont où mais ou et donc or ni car si ce ça cela \
         ceci celui celle ceux celles y en à au aux dans par pour sur avec sans sous vers chez entre depuis pendant \
         selon après avant dès lors lorsque lorsqu' quand comme comment pourquoi puisque puisqu' quoique afin ainsi alors aussi \
         autant bien cependant certes combien contre de des du d' déjà depuis encore enfin ensuite est était être été \
         eux fin hier hors ici jamais jusqu' la là le les l' leur leurs lui lequel laquelle lesquels lesquelles \
         longtemps lors malgré même mieux moins ne non notre nos nul outre parce parfois parmi partout pas peu peut \
         plus plusieurs plutôt presque près puis quant quel quelle quelque quelques quelquefois rien sauf sera \
         seul seule seuls soit son sa ses soudain souvent surtout tandis tant tel telle tels telles tout toute tous \
         toutes toutefois toujours très trop un une via voici voilà votre vos un une ce cet cette ces mon ma mes \
         chaque certains certaines aucun aucune aujourd'hui demain devant derrière désormais durant environ face \
         grâce autour actuellement ailleurs auparavant aussitôt bientôt bref début ensemble finalement heureusement \
         jadis maintenant malheureusement naguère néanmoins notamment parallèlement personne pourtant récemment \
         sinon suite surtout tôt tard vraiment oui merci bonjour bravo ah oh eh hélas faute faut ont sont fut avait \
         avaient étant ayant fait dit merci première premier deuxième second seconde troisième dernier dernière \
         elle-même lui-même celui-ci celle-ci ceux-ci celles-ci quelqu'un quelqu'une quelques-uns quelques-unes outre-mer vous-même quiconque chacun chacune \
         certain autre autres mi ex photo photos né née située situé issu issue fondé fondée créé créée",
    ),
    (
        Cues::PARTICLE,
        "de du des d' la le van von der den di da dos das do del della dello degli dei bin ben ibn bint al el y ter \
         ten zu zum af av und e os as ould ag abu abou Aït Ait",
    ),
    (
        Cues::BEFORE_NAME,
        "ancien ancienne anciens anciennes ex futur future nouveau nouvelle jeune vieux feu feue actuel actuelle \
         défunt défunte regretté regrettée célèbre seul général générale adjoint adjointe délégué déléguée sortant \
         sortante élu élue désigné désignée intérimaire honoraire principal principale chef national nationale \
         régional régionale fédéral fédérale départemental départementale provincial provinciale municipal municipale \
         socialiste écologiste centriste communiste républicain républicaine indépendant indépendante conservateur \
         conservatrice libéral libérale démocrate travailliste politique militaire religieux religieuse technique \
         sportif sportive royal royale catholique musulman orthodoxe protestant protestante titulaire même grand \
         grande petit petite propre cher chère emblématique charismatique controversé controversée",
    ),
    (
        Cues::CALENDAR,
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi \
         jeudi vendredi samedi dimanche",
    ),
    (
        Cues::AUXILIARY,
        "est était fut sera serait a avait eut aura aurait ont avaient sont étaient furent seront va allait doit \
         devait peut pouvait n' ne s' se",
    ),
];

/// Open lists: class and file. A word in small letters counts in small letters and with a capital, a word with a
/// capital only so, a word in capitals only in capitals.
const LISTS: &[(Cues, &str)] = &[
    (Cues::CIVILITY, include_str!("../data/civilities.txt")),
    (Cues::FUNCTION, include_str!("../data/functions.txt")),
    (Cues::SPEECH, include_str!("../data/speech-verbs.txt")),
    (Cues::PERSON_VERB, include_str!("../data/person-verbs.txt")),
    (Cues::ORGANISATION_HEAD, include_str!("../data/organisation-heads.txt")),
    (Cues::ORGANISATION_HEAD_LOW, include_str!("../data/organisation-heads-low.txt")),
    (Cues::ORGANISATION_NOUN, include_str!("../data/organisation-nouns.txt")),
    (Cues::PLACE_HEAD, include_str!("../data/place-heads.txt")),
    (Cues::PLACE_HEAD_DIRECT, include_str!("../data/place-heads-direct.txt")),
    (Cues::PLACE_NOUN, include_str!("../data/place-nouns.txt")),
    (Cues::PLACE_THING, include_str!("../data/place-things.txt")),
    (Cues::WORK_NOUN, include_str!("../data/work-nouns.txt")),
    (Cues::EVENT_HEAD, include_str!("../data/event-heads.txt")),
    (Cues::NOT_ORGANISATION, include_str!("../data/not-organisations.txt")),
    (Cues::FOREIGN_ORGANISATION, include_str!("../data/foreign-organisation-words.txt")),
    (Cues::FOREIGN_PLACE, include_str!("../data/foreign-place-words.txt")),
    (Cues::FOREIGN_PLACE_HEAD, include_str!("../data/foreign-place-heads.txt")),
    (Cues::SPORT, include_str!("../data/sport-words.txt")),
    (Cues::GAME, include_str!("../data/game-verbs.txt")),
    (Cues::FIRM_NOUN, include_str!("../data/firm-nouns.txt")),
    (Cues::FIRM_VERB, include_str!("../data/firm-verbs.txt")),
    (Cues::TEAM, include_str!("../data/teams.txt")),
    (Cues::GIVEN_TO, include_str!("../data/given-to.txt")),
    (Cues::BEFALLS, include_str!("../data/befalls.txt")),
    (Cues::WHOM, include_str!("../data/whom.txt")),
];

/// The words of a list, one a line, below the lines that say what it holds.
fn words(list: &str) -> impl Iterator<Item = &str> {
    let mut rest = list;
    while let Some((_, below)) = rest.split_once('\n').filter(|(head, _)| head.starts_with('#')) {
        rest = below;
    }
    rest.split_ascii_whitespace()
}

/// Adjectives in the masculine singular.
const ADJECTIVES: &str = include_str!("../data/adjectives.txt");

/// The feminine and the plurals of an adjective, with itself: *national, nationale, nationaux, nationales*.
fn agreement(adjective: &str) -> [String; 4] {
    for (ending, feminine, plural) in [
        ("al", "ale", "aux"),
        ("en", "enne", "ens"),
        ("er", "ère", "ers"),
        ("if", "ive", "ifs"),
        ("eux", "euse", "eux"),
        ("ieur", "ieure", "ieurs"),
        ("teur", "trice", "teurs"),
        ("eur", "euse", "eurs"),
        ("on", "onne", "ons"),
        ("el", "elle", "els"),
        ("c", "que", "cs"),
        ("e", "e", "es"),
        ("s", "se", "s"),
    ] {
        if let Some(stem) = adjective.strip_suffix(ending) {
            return [
                adjective.to_owned(),
                [stem, feminine].concat(),
                [stem, plural].concat(),
                [stem, feminine, "s"].concat(),
            ];
        }
    }
    ["", "e", "s", "es"].map(|ending| [adjective, ending].concat())
}

/// The classes whose lists give the singular, with a regular plural understood.
const WITH_PLURAL: Cues = Cues::FUNCTION
    .or(Cues::ORGANISATION_NOUN)
    .or(Cues::WORK_NOUN)
    .or(Cues::CIVILITY)
    .or(Cues::SPORT)
    .or(Cues::FIRM_NOUN);

/// Every word with a class: an open-addressing table from key to classes, by case.
pub(crate) struct CueTable {
    /// [`mark`] of the key and index into `keys` plus one; 0 is a free slot. [`PLACES`] of them.
    slots: Vec<u32>,
    keys: Vec<u64>,
    /// For each key, which of the `sets` its classes are: thousands of words share a few hundred sets.
    set_of: Vec<u16>,
    /// The classes in each [`Case`].
    sets: Vec<[Cues; 3]>,
}

/// The length of the table of words with a class: a power of two, at most three quarters full.
const PLACES: usize = 1 << 14;

static TABLE: LazyLock<CueTable> = LazyLock::new(CueTable::new);

impl CueTable {
    /// The table of French, made once in a process.
    pub(crate) fn french() -> &'static CueTable {
        &TABLE
    }

    fn new() -> CueTable {
        let mut table =
            CueTable { slots: vec![0; PLACES], keys: Vec::new(), set_of: Vec::new(), sets: Vec::new() };
        // Those of each key, before they are told apart by their sets.
        let mut all: Vec<[Cues; 3]> = Vec::new();
        let mut scratch = String::new();
        let mut add = |word: &str, classes: [Cues; 3]| {
            let place = table.place(key(word, &mut scratch));
            match all.get_mut(place) {
                Some(known) => {
                    known.iter_mut().zip(classes).for_each(|(known, class)| *known = known.or(class));
                }
                None => all.push(classes),
            }
        };
        for (class, list) in CLOSED {
            for word in list.split_ascii_whitespace() {
                add(word, by_case(word, *class));
            }
        }
        for (class, list) in LISTS {
            for word in words(list) {
                add(word, by_case(word, *class));
                if *class == Cues::CIVILITY {
                    add(&[word, "."].concat(), by_case(word, *class));
                }
                if WITH_PLURAL.has(*class) && !word.ends_with(['s', 'x', 'z']) {
                    let plural = match word.strip_suffix("al") {
                        Some(stem) => [stem, "aux"].concat(),
                        None => [word, "s"].concat(),
                    };
                    add(&plural, by_case(word, *class));
                }
            }
        }
        for adjective in words(ADJECTIVES) {
            for form in agreement(adjective) {
                add(&form, by_case(&form, Cues::ADJECTIVE));
            }
        }
        let mut numbers = Keyed::default();
        for classes in &all {
            let next = table.sets.len();
            let set = *numbers.entry(classes.iter().fold(0, |key, cues| mix(key, cues.0))).or_insert(next);
            if set == next {
                table.sets.push(*classes);
            }
            debug_assert_eq!(table.sets.get(set), Some(classes), "two sets of classes with one key");
            table.set_of.push(u16::try_from(set).unwrap_or(u16::MAX));
        }
        table
    }

    /// The index of a key, which is the last one if it is new.
    fn place(&mut self, key: u64) -> usize {
        self.find(key).unwrap_or_else(|free| {
            let at = self.keys.len();
            self.keys.push(key);
            if let Some(free) = self.slots.get_mut(free) {
                *free = mark(key) | u32::from(u16::try_from(self.keys.len()).unwrap_or(0));
            }
            at
        })
    }

    /// The index of a key, or the free slot where it would be noted.
    #[inline]
    fn find(&self, key: u64) -> Result<usize, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = first_slot(key) & mask;
        loop {
            let taken = self.slots.get(slot).copied().unwrap_or(0);
            if taken == 0 {
                return Err(slot);
            }
            // Most words are in no list: their slots are taken by others, whose keys need not be read to see that.
            let at = ((taken & !MARK) as usize).wrapping_sub(1);
            if taken & MARK == mark(key) && self.keys.get(at) == Some(&key) {
                return Ok(at);
            }
            slot = slot.wrapping_add(1) & mask;
        }
    }

    /// Asks for the memory where the word with this key is looked up first.
    #[inline]
    pub(crate) fn ask(&self, key: u64) {
        fetch(self.slots.get(first_slot(key) & self.slots.len().wrapping_sub(1)));
    }

    /// The classes of the word with this key, written in this case.
    #[inline]
    pub(crate) fn get(&self, key: u64, case: Case) -> Cues {
        let Ok(at) = self.find(key) else { return Cues::NONE };
        let set = self.set_of.get(at).and_then(|set| self.sets.get(usize::from(*set)));
        let [small, capital, capitals] = set.copied().unwrap_or_default();
        match case {
            Case::Small => small,
            Case::Capital => capital,
            Case::Capitals => capitals,
        }
    }
}

/// In a slot, the bits of the key that tell nearly every other word apart without a look at its entry.
const MARK: u32 = 0xFFFF_0000;

#[inline]
const fn mark(key: u64) -> u32 {
    (key >> 32) as u32 & MARK
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the low bits of a hash")]
const fn first_slot(key: u64) -> usize {
    (key ^ (key >> 29)) as usize
}

/// The classes a listed word gives to the three cases, as the word itself is written.
fn by_case(word: &str, class: Cues) -> [Cues; 3] {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let capital = letters.next().is_some_and(char::is_uppercase);
    let mut rest = letters.peekable();
    let capitals = capital && rest.peek().is_some() && rest.all(char::is_uppercase);
    match (capital, capitals) {
        (false, _) => [class; 3],
        (true, false) => [Cues::NONE, class, class],
        (true, true) => [Cues::NONE, Cues::NONE, class],
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, CueTable, Cues, LISTS, PLACES};
    use crate::key::key;

    #[test]
    fn a_word_counts_in_the_case_it_is_listed_in() {
        let table = CueTable::french();
        let k = |word: &str| key(word, &mut String::new());
        assert!(table.get(k("Ministre"), Case::Small).has(Cues::FUNCTION));
        assert!(table.get(k("généraux"), Case::Small).has(Cues::FUNCTION));
        assert!(!table.get(k("parti"), Case::Small).has(Cues::ORGANISATION_HEAD));
        assert!(table.get(k("Parti"), Case::Capital).has(Cues::ORGANISATION_HEAD));
        assert!(!table.get(k("Sa"), Case::Capital).has(Cues::FOREIGN_ORGANISATION));
        assert!(table.get(k("SA"), Case::Capitals).has(Cues::FOREIGN_ORGANISATION));
        assert!(table.get(k("à"), Case::Small).has(Cues::A));
        assert!(!table.get(k("a"), Case::Small).has(Cues::A));
    }

    #[test]
    fn the_table_has_room() {
        let table = CueTable::french();
        assert!(table.keys.len() * 4 <= PLACES * 3 && table.keys.len() < usize::from(u16::MAX));
        assert!(table.sets.len() < usize::from(u16::MAX) && table.set_of.len() == table.keys.len());
    }

    #[test]
    fn lists_hold_single_words() {
        for (_, list) in LISTS {
            for word in list.lines().filter(|line| !line.starts_with('#')) {
                assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{word:?}");
            }
        }
    }
}
