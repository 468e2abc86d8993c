// Subscriptions over WebSockets and as server-sent events: each client hears of a topic that is recorded meanwhile.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ApolloClient, InMemoryCache, gql } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { EventSource } from 'eventsource';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { firstValueFrom } from 'rxjs';
import WebSocket from 'ws';
import { run, url } from './check.js';

/** Printed by `token --name CI --role editor`. */
const token = process.env.TOKEN;

const socketUrl = url.replace(/^http/, 'ws');

const CHANGED = `
  subscription Changed {
    changed { kind at by nodeId node { ... on Topic { slug title } } }
  }
`;

const RECORD = `
  mutation Record($input: RecordTopicInput!) {
    recordTopic(input: $input) { topic { id } userErrors { code message } }
  }
`;

/** Records a topic again and again until the client has heard of one: nothing tells when a subscription has begun. */
async function heard(received) {
    const slug = `heard-${randomUUID()}`;
    let waiting = true;
    received.then(() => { waiting = false; }, () => { waiting = false; });
    for (let count = 0; waiting; count++) {
        const answer = await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
            body: JSON.stringify({ query: RECORD, variables: { input: { slug: `${slug}-${count}`, title: 'Heard' } } }),
        });
        const { data, errors } = await answer.json();
        assert.deepEqual(errors ?? data.recordTopic.userErrors, []);
        await Promise.race([received, new Promise(resolve => setTimeout(resolve, 200))]);
    }
    const { changed } = await received;
    assert.equal(changed.kind, 'RECORDED');
    assert.ok(changed.nodeId);
    if (changed.node) {
        assert.ok(changed.node.slug.startsWith(slug), changed.node.slug);
    }
    return `${changed.nodeId} by ${changed.by}`;
}

async function graphqlWs() {
    const client = createClient({ url: socketUrl, webSocketImpl: WebSocket });
    const changes = client.iterate({ query: CHANGED });
    const result = await heard(changes.next().then(({ value }) => value.data));
    await changes.return();
    await client.dispose();
    return result;
}

async function authenticated() {
    const client = createClient({
        url: socketUrl,
        webSocketImpl: WebSocket,
        connectionParams: async () => ({ Authorization: `Bearer ${token}` }),
    });
    const mutation = client.iterate({ query: RECORD, variables: { input: { slug: `socket-${randomUUID()}`, title: 'Socket' } } });
    const { value } = await mutation.next();
    await client.dispose();
    assert.deepEqual(value.data.recordTopic.userErrors, []);
    return value.data.recordTopic.topic.id;
}

async function refused() {
    const client = createClient({
        url: socketUrl,
        webSocketImpl: WebSocket,
        connectionParams: { Authorization: 'Bearer nonsense' },
        retryAttempts: 0,
    });
    const failure = await client.iterate({ query: '{ __typename }' }).next().then(() => null, thrown => thrown);
    assert.equal(failure.code, 4403);
    return `${failure.code} ${failure.reason}`;
}

async function apollo() {
    const socket = createClient({ url: socketUrl, webSocketImpl: WebSocket });
    const client = new ApolloClient({ cache: new InMemoryCache(), link: new GraphQLWsLink(socket) });
    const result = await heard(firstValueFrom(client.subscribe({ query: gql(CHANGED) })).then(({ data }) => data));
    client.stop();
    await socket.dispose();
    return result;
}

async function urql() {
    const socket = createClient({ url: socketUrl, webSocketImpl: WebSocket });
    const client = new Client({
        url,
        exchanges: [
            fetchExchange,
            subscriptionExchange({
                forwardSubscription: request => ({
                    subscribe: sink => ({ unsubscribe: socket.subscribe(request, sink) }),
                }),
            }),
        ],
    });
    let subscription;
    const received = new Promise((resolve, reject) => {
        subscription = client.subscription(CHANGED, {}).subscribe(({ data, error }) => error ? reject(error) : resolve(data));
    });
    const result = await heard(received);
    subscription.unsubscribe();
    await socket.dispose();
    return result;
}

async function graphqlSse() {
    const client = createSseClient({ url });
    const changes = client.iterate({ query: CHANGED });
    const result = await heard(changes.next().then(({ value }) => value.data));
    await changes.return();
    client.dispose();
    return result;
}

/** Without GraphQL. Connects again by itself, and continues after the last event. */
async function eventSource() {
    let follower;
    const received = new Promise((resolve, reject) => {
        follower = new EventSource(new URL('/changes/stream', url));
        follower.addEventListener('change', ({ data }) => resolve(JSON.parse(data)));
        follower.addEventListener('error', ({ message }) => reject(new Error(message)));
    });
    const result = await heard(received.then(changed => ({ changed })));
    follower.close();
    return result;
}

await run({
    'graphql-ws': graphqlWs,
    'graphql-ws, a mutation with a token': authenticated,
    'graphql-ws, a token that is not valid': refused,
    "Apollo Client's GraphQLWsLink": apollo,
    "urql's subscriptionExchange": urql,
    'graphql-sse': graphqlSse,
    'EventSource of /changes/stream': eventSource,
});
