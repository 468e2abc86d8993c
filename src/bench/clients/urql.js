// urql with Graphcache: the schema tells it which types have no id.

import assert from 'node:assert/strict';
import { Client, fetchExchange, gql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { minifyIntrospectionQuery } from '@urql/introspection';
import { getIntrospectionQuery } from 'graphql';
import { EVENT, PAGE, run, url } from './check.js';

const lists = (...fields) => Object.fromEntries(fields.map(field => [field, relayPagination()]));

function cache(schema) {
    const withoutId = schema.__schema.types
        .filter(type => type.kind === 'OBJECT' && !type.fields.some(field => field.name === 'id'))
        .map(type => type.name);
    return cacheExchange({
        schema,
        keys: Object.fromEntries(withoutId.map(type => [type, () => null])),
        resolvers: {
            Query: lists('countries', 'events', 'stances', 'topics', 'blocs', 'sources', 'search'),
            Country: lists('events', 'stances', 'alignments'),
            Event: lists('stances'),
            Topic: lists('events', 'positions'),
            Bloc: lists('memberships'),
            Source: lists('events', 'stances'),
            Alignment: lists('comparisons'),
        },
    });
}

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

async function introspected() {
    const { data } = await new Client({ url, exchanges: [fetchExchange] }).query(getIntrospectionQuery(), {}).toPromise();
    return minifyIntrospectionQuery(data);
}

async function connect(warnings) {
    const requests = [];
    const counted = (...request) => {
        requests.push(request);
        return fetch(...request);
    };
    console.warn = console.error = text => warnings.push(text);
    const client = new Client({ url, fetch: counted, exchanges: [cache(await introspected()), fetchExchange] });
    return { client, requests };
}

async function ask(client, query, variables = {}) {
    const { data, error } = await client.query(query, variables).toPromise();
    assert.equal(error, undefined);
    return data;
}

async function pages() {
    const warnings = [];
    const { client } = await connect(warnings);
    const variables = { slug: EVENT, first: PAGE };
    let stances = (await ask(client, STANCES, variables)).event.stances;
    while (stances.pageInfo.hasNextPage) {
        stances = (await ask(client, STANCES, { ...variables, after: stances.pageInfo.endCursor })).event.stances;
    }
    assert.equal(stances.edges.length, stances.totalCount);
    assert.equal(new Set(stances.edges.map(edge => edge.node.id)).size, stances.totalCount);
    assert.deepEqual(warnings, []);
    return `${stances.totalCount} stances in pages of ${PAGE} became one list`;
}

/** What the cache has is not requested again. */
async function cached() {
    const warnings = [];
    const { client, requests } = await connect(warnings);
    await ask(client, gql`{ country(code: "NO") { id code name tallied: stances(first: 1) { totalCount } } }`);
    const { country } = await ask(client, gql`{ country(code: "NO") { id name } }`);
    assert.equal(country.name, 'Norway');
    assert.equal(requests.length, 1);
    assert.deepEqual(warnings, []);
    return '2 queries, 1 request';
}

await run({ 'urql, pages': pages, 'urql, cached objects': cached });
