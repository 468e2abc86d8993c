// A supergraph of this service, started with DEMARCHE_FEDERATION_ENABLED=true, and of a newsroom's subgraph, which adds
// headlines to countries and events. Composes both, and runs a query over both through Apollo's gateway.

import assert from 'node:assert/strict';
import { ApolloGateway, LocalGraphQLDataSource, RemoteGraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { EVENT, run, url } from './check.js';

const NEWSROOM = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])

  type Query { headlines: [Headline!]! }
  type Headline { text: String! country: Country! event: Event }
  type Country @key(fields: "code") { code: String! headlines: [Headline!]! }
  type Event @key(fields: "slug") { slug: String! headlines: [Headline!]! }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
`);

const HEADLINES = ['NO', 'RU', 'CN'].map(code =>
    ({ text: `News of ${code}`, country: { code }, event: { slug: EVENT } }));

const resolvers = {
    Query: { headlines: () => HEADLINES },
    Country: { headlines: country => HEADLINES.filter(headline => headline.country.code === country.code) },
    Event: { headlines: event => HEADLINES.filter(headline => headline.event.slug === event.slug) },
};

async function sdl() {
    const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ query: '{ _service { sdl } }' }),
    });
    const { data, errors } = await response.json();
    assert.equal(errors, undefined, 'start the service with DEMARCHE_FEDERATION_ENABLED=true');
    return parse(data._service.sdl);
}

let supergraph;

async function compose() {
    const { supergraphSdl, errors } = composeServices([
        { name: 'demarche', typeDefs: await sdl(), url },
        { name: 'newsroom', typeDefs: NEWSROOM },
    ]);
    assert.equal(errors, undefined, errors?.join('\n'));
    supergraph = supergraphSdl;
    return `${supergraphSdl.length} characters`;
}

let requests = 0;

async function start() {
    const newsroom = new LocalGraphQLDataSource(buildSubgraphSchema([{ typeDefs: NEWSROOM, resolvers }]));
    const counting = () => new RemoteGraphQLDataSource({ url, willSendRequest: () => { requests += 1; } });
    const gateway = new ApolloGateway({
        supergraphSdl: supergraph,
        buildService: ({ name }) => name === 'newsroom' ? newsroom : counting(),
    });
    const { executor, schema } = await gateway.load();
    const ask = async query => {
        requests = 0;
        const { data, errors } = await executor({
            document: parse(query),
            request: { query },
            queryHash: query,
            context: {},
            cache: new Map(),
            schema,
            logger: console,
            metrics: {},
        });
        assert.equal(errors, undefined, JSON.stringify(errors));
        return data;
    };
    return { ask, stop: () => gateway.stop() };
}

/** Other subgraphs refer to our types by code and slug, and the router asks for all of them at once. */
async function query() {
    const { ask, stop } = await start();
    const { headlines } = await ask(`{
      headlines { text country { name positionOn(topic: "taliban-recognition") { position } } event { title tally { total } } }
    }`);
    assert.deepEqual(headlines.map(headline => headline.country.name), ['Norway', 'Russia', 'China']);
    assert.ok(headlines.every(headline => headline.event.tally.total > 0));
    const asked = requests;
    const { event } = await ask(`{ event(slug: "${EVENT}") { title headlines { text country { name } } } }`);
    assert.equal(event.headlines.length, 3);
    await stop();
    return `3 headlines with their countries and events in ${asked} requests`;
}

await run({ 'federation, composition': compose, 'federation, query': query });
