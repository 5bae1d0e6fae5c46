/// The words by which reports deny a finding or leave it open, after NegEx (Chapman et al., "A
/// Simple Algorithm for Identifying Negated Findings and Diseases in Discharge Summaries", 2001).
enum AssertionCues {
    enum Meaning: Hashable {
        /// Denies what follows, over lists, until the statement turns.
        case denial
        /// Leaves open what follows, over lists.
        case doubt
        /// Leaves open all that follows.
        case openList
        /// Leaves open the noun that follows.
        case doubtfulNoun
        /// Denies what precedes.
        case denialAfter
        /// Leaves open what precedes.
        case doubtAfter
        /// Looks like a denial but is none.
        case neutral
        /// Ends the reach of what precedes.
        case turn
    }

    static let index = PatternIndex<Meaning>([
        (.denial, denial), (.doubt, doubt), (.openList, ["differential"]),
        (.doubtfulNoun, doubtfulNoun),
        (.denialAfter, denialAfter), (.doubtAfter, doubtAfter), (.neutral, neutral), (.turn, turn),
    ])

    private static let denial = [
        "no", "not", "without", "negative for", "free of", "clear of", "absence of", "absent",
        "lack of", "lacks", "neither", "nor", "denies", "denied", "never",
        "no/without ~2 evidence/sign/signs/indication/suggestion of/for",
        "no/without definite/convincing/obvious/apparent/possible/suspected", "resolution of",
        "resolved", "unlikely to be",
        "no/without/nor ~6 suggest/suggesting/suggestive/suspicious/concerning/worrisome",
        "unlikely to represent/reflect", "rules out", "ruled out for", "rather than", "instead of",
        "removal of",
    ]

    private static let doubt = [
        "may ~1 represent/reflect/be/indicate/suggest", "may ~1 relate to", "may ~1 have",
        "might ~1 represent/reflect/be/indicate", "could ~1 represent/reflect/be/indicate",
        "cannot ~2 exclude", "can/could not ~2 exclude", "cannot rule out", "can not rule out",
        "not ~1 exclude", "suggest/suggests/suggesting/suggestive",
        "suspicious for/of", "suspicion of/for", "concerning for", "concern for/of",
        "worrisome for", "may/could/might be ~1 due/secondary/related to", "possibility of",
        "evaluate/evaluation for/of", "assess for", "suspect/suspected", "could/may include",
        "rule out", "question of", "history of", "either",
        "to ~2 exclude/identify", "and exclude", "correlate/correlation ~2 for/with",
        "obscure/obscures/mimic/simulate",
        "compatible ~1 with ~2 or", "question", "favor/favors/favored/favoring",
    ]

    private static let doubtfulNoun = [
        "possible", "possibly", "probable", "probably", "likely", "presumed",
        "questionable", "equivocal", "borderline", "potential", "perhaps", "if any",
    ]

    private static let denialAfter = [
        "is/are/was/were/has/have ~1 not ~2 seen/identified/present/evident/visualized/visualised",
        "is/are/was/were/has/have ~1 not ~2 demonstrated/noted/appreciated/detected/found/visible",
        "not ~1 seen/identified/present/evident/visible", "is/are absent", "has/have ~2 resolved",
        "has/have ~2 cleared", "no longer ~1 seen/present/visible/evident/identified",
        "is/are excluded", "is/are ~1 ruled out",
        "has/have ~2 removed", "has/have been ~1 removed", "was/were removed", "is/are ~1 unlikely",
        "unlikely",
    ]

    private static let doubtAfter = [
        "cannot ~2 be ~2 excluded", "can not ~2 be ~2 excluded", "could not ~2 be ~2 excluded",
        "cannot be ruled out", "can not be ruled out", "is/are not ~2 excluded", "not excluded",
        "is/are ~1 possible", "is/are ~1 suspected", "is/are ~1 questioned", "if any",
        "may ~1 be present", "might be present", "could be present", "is/are considered",
        "may not be", "is a/another consideration",
        "would be a consideration", "in the differential", "is/are ~1 questionable",
    ]

    private static let neutral = [
        "no change/increase/decrease/improvement/progression", "without ~1 change",
        "no significant/interval/appreciable/substantial/marked ~1 change/increase/decrease",
        "no longer", "not ~2 changed/increased/decreased/improved", "not only",
    ]

    private static let turn = [
        "but", "however", "although", "though", "yet", "except", "apart from", "aside from",
        "other than", "nevertheless", "while", "whereas", "which", "there is/are/has", "because",
        "due to", "secondary to", "and the/there/heart/lungs", "shows", "demonstrates", "reveals",
        "and/with ~1 stable/unchanged/persistent/persisting/known/chronic/increased/increasing",
        "and/with ~1 worsening/improved/improving/decreased/decreasing", "still",
    ]
}
