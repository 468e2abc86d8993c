// The Relay compiler and runtime: the compiler checks the service's schema, and the store merges the pages of a connection.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { EVENT, PAGE, run, url } from './check.js';

const require = createRequire(import.meta.url);
const folder = fileURLToPath(new URL('relay/', import.meta.url));
const { ConnectionHandler, Environment, Network, RecordSource, Store, fetchQuery, getSelector } = require('relay-runtime');

async function compile() {
    mkdirSync(`${folder}generated`, { recursive: true });
    const schema = await (await fetch(`${url}/schema.graphql`)).text();
    writeFileSync(`${folder}schema.graphql`, schema);
    const output = execFileSync(require('relay-compiler'), { cwd: folder, encoding: 'utf8' });
    return output.trim().split('\n').pop();
}

const environment = () => new Environment({
    network: Network.create(async ({ text, name }, variables) => {
        const response = await fetch(url, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ query: text, operationName: name, variables }),
        });
        return response.json();
    }),
    store: new Store(new RecordSource()),
});

const artifact = name => require(`${folder}generated/${name}.graphql`);
const ask = (client, query, variables) => fetchQuery(client, artifact(query), variables).toPromise();

/** As usePaginationFragment of react-relay does it: the generated query refetches the object by its id. */
async function pages() {
    const client = environment();
    const { event } = await ask(client, 'StancesQuery', { slug: EVENT, first: PAGE });
    const read = () => client.lookup(getSelector(artifact('Stances_event'), event)).data.stances;
    let stances = read();
    while (stances.pageInfo.hasNextPage) {
        const variables = { id: event.id, first: PAGE, after: stances.pageInfo.endCursor };
        await ask(client, 'StancesPaginationQuery', variables);
        stances = read();
    }
    assert.equal(stances.edges.length, stances.totalCount);
    assert.equal(new Set(stances.edges.map(edge => edge.node.id)).size, stances.totalCount);
    const source = client.getStore().getSource();
    const id = ConnectionHandler.getConnectionID(event.id, 'Stances_stances', { orderBy: 'COUNTRY_ASC' });
    assert.ok(source.get(id), 'the connection is under its key in the store');
    return `${stances.totalCount} stances in pages of ${PAGE} became one connection`;
}

/** A type without an id is stored under its parent. */
async function typesWithoutIds() {
    const client = environment();
    const { event } = await ask(client, 'StancesTallyQuery', { slug: EVENT });
    assert.ok(client.getStore().getSource().get(`client:${event.id}:tally`));
    return JSON.stringify(event.tally);
}

await run({ 'Relay, compiler': compile, 'Relay, pages': pages, 'Relay, types without ids': typesWithoutIds });
