// The GraphQL documents of the panels, by the name of their operation. Texts stay the same, values are variables: so the service
// knows them by their hash.

const COUNTS = 'fragment Counts on Tally { supports partlySupports neutral partlyOpposes opposes absent total }';

const NAMED = 'fragment Named on Country { code name(language: $language) }';

const CITED = 'fragment Cited on Source { id title author publisher publishedOn url attribution }';

const BRIEF = 'fragment Brief on Event { slug title date }';

const EVIDENCE = `fragment Evidence on Stance {
  id
  position
  act
  confidence
  since
  until
  speaker
  quote
  summary
  sources { ...Cited }
}`;

export const AtlasEvent = `query AtlasEvent($slug: String!, $language: String!) {
  event(slug: $slug) {
    slug
    symbol
    title
    date
    endDate
    kind
    status
    summary
    margin
    topics { slug title }
    participants { role country { ...Named } }
    tally { ...Counts }
    africa: tally(region: "Africa") { ...Counts }
    americas: tally(region: "Americas") { ...Counts }
    asia: tally(region: "Asia") { ...Counts }
    europe: tally(region: "Europe") { ...Counts }
    oceania: tally(region: "Oceania") { ...Counts }
    precededBy { ...Brief precededBy { ...Brief precededBy { ...Brief } } }
    followedBy { ...Brief }
    sources { ...Cited }
    stances(first: 250, orderBy: SINCE_DESC) {
      totalCount
      nodes { ...Evidence country { ...Named } }
    }
  }
  blocs(first: 50) { nodes { code name } }
}
${[COUNTS, NAMED, CITED, BRIEF, EVIDENCE].join('\n')}`;

/** Members on the first day of their positions, as the tally counts them. */
export const AtlasBlocOnEvent = `query AtlasBlocOnEvent($slug: String!, $bloc: String!, $language: String!) {
  event(slug: $slug) {
    tally(bloc: $bloc) { ...Counts }
    stances(first: 250, orderBy: SINCE_DESC, filter: {blocs: [$bloc]}) {
      nodes { position country { ...Named } }
    }
  }
}
${COUNTS}
${NAMED}`;

export const AtlasCountry = `query AtlasCountry($code: String!, $language: String!, $alike: AlignmentFilter!, $stances: StanceFilter!) {
  country(code: $code) {
    ...Named
    subregion
    existedFrom
    existedUntil
    predecessors { ...Named }
    successors { ...Named }
    blocs { code name }
    stances(first: 50, filter: $stances) {
      totalCount
      nodes { ...Evidence event { ...Brief } }
    }
    closest: alignments(first: 5, filter: $alike) { nodes { ...Alike } }
    farthest: alignments(first: 5, filter: $alike, orderBy: SCORE_ASC) { nodes { ...Alike } }
  }
}
fragment Alike on Alignment { score common same opposite with { ...Named } }
${[NAMED, CITED, BRIEF, EVIDENCE].join('\n')}`;

/** The votes of a country in a year. */
export const AtlasVotes = `query AtlasVotes($code: String!, $since: DateRange!, $position: [Position!], $after: String) {
  country(code: $code) {
    code
    supports: stances(first: 0, filter: {acts: [VOTE], since: $since, positions: [SUPPORTS]}) { totalCount }
    neutral: stances(first: 0, filter: {acts: [VOTE], since: $since, positions: [NEUTRAL]}) { totalCount }
    opposes: stances(first: 0, filter: {acts: [VOTE], since: $since, positions: [OPPOSES]}) { totalCount }
    absent: stances(first: 0, filter: {acts: [VOTE], since: $since, positions: [ABSENT]}) { totalCount }
    votes: stances(first: 25, after: $after, filter: {acts: [VOTE], since: $since, positions: $position}) {
      totalCount
      pageInfo { endCursor hasNextPage }
      nodes { position event { ...Brief } }
    }
    first: stances(first: 1, orderBy: SINCE_ASC, filter: {acts: [VOTE]}) { nodes { sinceDay } }
    last: stances(first: 1, orderBy: SINCE_DESC, filter: {acts: [VOTE]}) { nodes { sinceDay } }
  }
}
${BRIEF}`;

/** Each chosen country with all others, or all members of the filter's bloc. */
export const AtlasAlignments = `query AtlasAlignments($countries: CountryFilter!, $alike: AlignmentFilter!, $language: String!) {
  countries(filter: $countries, first: 64) {
    totalCount
    nodes {
      ...Named
      alignments(first: 250, filter: $alike) { nodes { score common with { code } } }
    }
  }
}
${NAMED}`;

/** What a cell of the heat map is made of. */
export const AtlasPair = `query AtlasPair($country: String!, $with: String!, $alike: AlignmentFilter!, $language: String!, $max: Float!, $after: String) {
  alignment(country: $country, with: $with, filter: $alike) {
    country { ...Named }
    with { ...Named }
    score
    kappa
    common
    same
    opposite
    comparisons(first: 25, after: $after, maxScore: $max) {
      totalCount
      pageInfo { endCursor hasNextPage }
      nodes { score event { ...Brief } stance { position } with { position } }
    }
  }
}
${NAMED}
${BRIEF}`;

/** What the alignment view offers to choose from. */
export const AtlasChoices = `query AtlasChoices($language: String!) {
  blocs(first: 50) { nodes { code name } }
  topics(first: 250) { nodes { slug title } }
  countries(first: 250, filter: {former: false}) { nodes { ...Named } }
}
${NAMED}`;
