// Runs Apollo Client and urql, unmodified, with their persisted-query links against a running service. Each query is new to
// the service, so the first request with its hash must fail and the client must register it. Exits with 1 if a check fails.
//
//   cd src/bench/clients && npm install --no-package-lock && npm start -- http://localhost:8080/graphql

import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql as apolloGql } from '@apollo/client';
import { createPersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange, gql as urqlGql } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { run, url } from './check.js';

const sha256 = text => createHash('sha256').update(text).digest('hex');

/** A fetch that notes what each request contains: the method, and whether it has a hash and a document. */
function recorder() {
    const requests = [];
    const record = async (address, options = {}) => {
        const method = options.method ?? 'GET';
        const sent = method === 'POST' ? options.body : decodeURIComponent(new URL(address).search);
        const response = await fetch(address, options);
        const parts = [sent.includes('sha256Hash') && 'hash', /[?&]query=|"query":/.test(sent) && 'query'].filter(Boolean);
        requests.push(`${method} ${parts.join('+')} ${response.status}`);
        return response;
    };
    return { requests, record };
}

const document = name => `query ${name}_${randomUUID().replaceAll('-', '')}($code: String!) { country(code: $code) { id name } }`;

async function apollo(useGETForHashedQueries) {
    const { requests, record } = recorder();
    const client = new ApolloClient({
        cache: new InMemoryCache(),
        link: ApolloLink.from([
            createPersistedQueryLink({ sha256, useGETForHashedQueries }),
            new HttpLink({ uri: url, fetch: record }),
        ]),
    });
    const query = apolloGql(document('Apollo'));
    const ask = async code =>
        (await client.query({ query, variables: { code }, fetchPolicy: 'network-only' })).data.country.name;
    assert.equal(await ask('RU'), 'Russia');
    assert.equal(await ask('NO'), 'Norway');
    return requests;
}

async function urql(preferGetForPersistedQueries) {
    const { requests, record } = recorder();
    const client = new Client({
        url,
        fetch: record,
        exchanges: [persistedExchange({ preferGetForPersistedQueries, generateHash: async text => sha256(text) }), fetchExchange],
    });
    const query = urqlGql(document('Urql'));
    const ask = async code => {
        const { data, error } = await client.query(query, { code }).toPromise();
        assert.equal(error, undefined);
        return data.country.name;
    };
    assert.equal(await ask('RU'), 'Russia');
    assert.equal(await ask('NO'), 'Norway');
    return requests;
}

/** All of them at the same time. */
async function together() {
    return (await Promise.all([apollo(true), apollo(false), urql(true), urql(false)])).flat();
}

/** An error that is not about the hash reaches the caller with its code. */
async function errors() {
    const { requests, record } = recorder();
    const client = new ApolloClient({
        cache: new InMemoryCache(),
        link: ApolloLink.from([createPersistedQueryLink({ sha256 }), new HttpLink({ uri: url, fetch: record })]),
    });
    const query = apolloGql(`query Apollo_${randomUUID().replaceAll('-', '')} { events(first: -1) { totalCount } }`);
    const { error } = await client.query({ query, errorPolicy: 'all' });
    assert.equal(error.errors[0].extensions.code, 'INVALID_ARGUMENT');
    return requests;
}

const checks = {
    'Apollo Client, POST': () => apollo(false),
    'Apollo Client, GET': () => apollo(true),
    'urql, POST': () => urql(false),
    'urql, GET': () => urql(true),
    'all together': together,
    'an error with a code': errors,
};

await run(checks);
