// Apollo Client with its normalized cache: pages that are merged, objects that are shared, types without ids.

import assert from 'node:assert/strict';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { filter, firstValueFrom } from 'rxjs';
import { EVENT, PAGE, run, url } from './check.js';

const list = relayStylePagination(['filter', 'orderBy']);
const embedded = { keyFields: false, merge: true };

const typePolicies = {
    Query: {
        fields: {
            countries: list,
            events: list,
            stances: list,
            topics: relayStylePagination(['search']),
            blocs: relayStylePagination(),
            sources: relayStylePagination(['search', 'publisher']),
            search: relayStylePagination(['text', 'types']),
        },
    },
    Country: { fields: { events: relayStylePagination(['filter', 'orderBy', 'role']), stances: list, alignments: list } },
    Event: { fields: { stances: list } },
    Topic: { fields: { events: list, positions: relayStylePagination(['on', 'filter']) } },
    Bloc: { fields: { memberships: relayStylePagination(['on']) } },
    Source: { fields: { events: relayStylePagination(), stances: relayStylePagination() } },
    Alignment: { ...embedded, fields: { comparisons: relayStylePagination(['minScore', 'maxScore']) } },
    Comparison: embedded,
    Membership: embedded,
    Participation: embedded,
    Tally: embedded,
};

const possibleTypes = {
    Node: ['Bloc', 'Country', 'Event', 'Source', 'Stance', 'Topic'],
    SearchResult: ['Bloc', 'Country', 'Event', 'Topic'],
};

const connect = () => new ApolloClient({
    cache: new InMemoryCache({ typePolicies, possibleTypes }),
    link: new HttpLink({ uri: url }),
});

const STANCES = gql`
  query Stances($slug: String!, $first: Int!, $after: String) {
    event(slug: $slug) {
      id
      title
      stances(first: $first, after: $after, orderBy: COUNTRY_ASC) {
        totalCount
        edges {
          cursor
          node { id position since country { id code name } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;

async function pages() {
    const client = connect();
    const variables = { slug: EVENT, first: PAGE };
    const observable = client.watchQuery({ query: STANCES, variables });
    const subscription = observable.subscribe();
    const { data } = await firstValueFrom(observable.pipe(filter(result => result.dataState === 'complete')));
    let { pageInfo } = data.event.stances;
    while (pageInfo.hasNextPage) {
        const page = await observable.fetchMore({ variables: { after: pageInfo.endCursor } });
        ({ pageInfo } = page.data.event.stances);
    }
    subscription.unsubscribe();
    const { edges, totalCount } = client.readQuery({ query: STANCES, variables }).event.stances;
    assert.equal(edges.length, totalCount);
    assert.equal(new Set(edges.map(edge => edge.node.id)).size, totalCount);
    assert.equal(new Set(edges.map(edge => edge.cursor)).size, totalCount);
    return `${totalCount} stances in pages of ${PAGE} became one list`;
}

/** An object that was read in one query is in the cache for another, under its type and id. */
async function sharedObjects() {
    const client = connect();
    const { data } = await client.query({ query: STANCES, variables: { slug: EVENT, first: 1 } });
    const { country } = data.event.stances.edges[0].node;
    const cached = client.readFragment({
        id: client.cache.identify(country),
        fragment: gql`fragment Name on Country { name }`,
    });
    assert.equal(cached.name, country.name);
    return client.cache.identify(country).replace(/:.*/, ':...');
}

/** Without a policy for types without ids, the second query would replace what the first has read of the tally. */
async function typesWithoutIds() {
    const client = connect();
    const tally = fields => gql(`{ event(slug: "${EVENT}") { id tally { ${fields} } } }`);
    await client.query({ query: tally('supports opposes') });
    await client.query({ query: tally('neutral') });
    const { tally: merged } = client.readQuery({ query: tally('supports opposes neutral') }).event;
    assert.equal(typeof merged.supports, 'number');
    return JSON.stringify(merged);
}

/** The spread of a fragment on an interface or union needs the possible types. */
async function unionsAndInterfaces() {
    const client = connect();
    const query = gql`
      query Found($text: String!) {
        search(text: $text, first: 5) { edges { node { ... on Node { id } ... on Country { code name } } } }
      }
    `;
    const { data } = await client.query({ query, variables: { text: 'Norway' } });
    assert.ok(data.search.edges.every(edge => edge.node.id));
    assert.ok(data.search.edges.some(edge => edge.node.code === 'NO'));
    return data.search.edges.map(edge => edge.node.__typename).join(', ');
}

await run({
    'Apollo Client, pages': pages,
    'Apollo Client, shared objects': sharedObjects,
    'Apollo Client, types without ids': typesWithoutIds,
    'Apollo Client, unions and interfaces': unionsAndInterfaces,
});
