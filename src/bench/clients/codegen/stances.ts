// Compiled with the generated types, and run: what the types say is what the service sends.

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { StancesDocument, type Position, type StancesQuery } from './generated/operations.js';

async function ask<Data, Variables>(
    url: string, document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data> {
    const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ query: print(document), variables }),
    });
    const { data, errors } = await response.json() as { data: Data, errors?: { message: string }[] };
    if (errors) {
        throw new Error(errors[0]?.message);
    }
    return data;
}

export async function positions(url: string, slug: string): Promise<Record<string, Position>> {
    const found: Record<string, Position> = {};
    let after: string | null | undefined = null;
    do {
        const { event }: StancesQuery = await ask(url, StancesDocument, { slug, first: 1, after });
        for (const { node } of event?.stances.edges ?? []) {
            const since: string = node.since;
            const until: string | null | undefined = node.until;
            if (since && !until) {
                found[node.country.code] = node.position;
            }
        }
        after = event?.stances.pageInfo.hasNextPage ? event.stances.pageInfo.endCursor : null;
    } while (after);
    return found;
}
