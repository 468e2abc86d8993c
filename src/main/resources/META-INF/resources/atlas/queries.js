// All GraphQL documents of the page, by the name of their operation. Values are variables, so each has one hash.

import * as panels from './panel-queries.js';

const COUNTS = 'fragment Counts on Tally { supports partlySupports neutral partlyOpposes opposes absent total }';

const AtlasCountries = `query AtlasCountries($language: String!) {
  present: countries(first: 250, filter: {former: false}) { nodes { ...Known } }
  former: countries(first: 250, filter: {former: true}) { nodes { ...Known existedUntil } }
}
fragment Known on Country { code name(language: $language) region subregion }`;

/** All that a map of a topic needs, on one day. */
const AtlasPositions = `query AtlasPositions($slug: String!, $on: Date!, $after: String) {
  topic(slug: $slug) {
    slug
    title
    description
    tally(on: $on) { ...Counts }
    positions(on: $on, first: 250, after: $after) {
      pageInfo { endCursor hasNextPage }
      nodes { country { code } position act since event { slug title } }
    }
  }
}
${COUNTS}`;

/** The tally of every day of change. */
const AtlasTimeline = `query AtlasTimeline($slug: String!) {
  topic(slug: $slug) { timeline { day tally { ...Counts } } }
}
${COUNTS}`;

/** All that a map of an event needs, on every day. */
const AtlasStances = `query AtlasStances($slug: String!, $after: String) {
  event(slug: $slug) {
    slug
    symbol
    title
    summary
    kind
    date
    day
    topics { slug title }
    tally { ...Counts }
    stances(first: 250, after: $after, orderBy: SINCE_ASC) {
      pageInfo { endCursor hasNextPage }
      nodes { country { code } position act since sinceDay untilDay }
    }
  }
}
${COUNTS}`;

const AtlasFront = `query AtlasFront($votes: EventFilter!, $others: EventFilter!) {
  votes: events(first: 12, filter: $votes) { nodes { slug symbol title date tally { ...Counts } } }
  others: events(first: 6, filter: $others) { nodes { slug title date kind tally { ...Counts } } }
  topics(first: 250) { nodes { slug title } }
  builtInRecords { name state done total }
}
${COUNTS}`;

/** A number such as 68/262 is a symbol, and words too. */
const AtlasSearch = `query AtlasSearch($text: String!, $language: String!) {
  event(symbol: $text) { slug symbol title date }
  search(text: $text, first: 12) {
    nodes {
      __typename
      ... on Country { code name(language: $language) }
      ... on Event { slug symbol title date kind }
      ... on Topic { slug title }
      ... on Bloc { blocCode: code blocName: name }
    }
  }
}`;

/** @type {Object<string, string>} */
export const documents = {
    AtlasCountries, AtlasPositions, AtlasTimeline, AtlasStances, AtlasFront, AtlasSearch, ...panels,
};
