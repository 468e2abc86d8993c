// Compiled with the generated types, and run: what the types say is what the service sends.
import { print } from 'graphql';
import { StancesDocument } from './generated/operations.js';
async function ask(url, document, variables) {
    const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ query: print(document), variables }),
    });
    const { data, errors } = await response.json();
    if (errors) {
        throw new Error(errors[0]?.message);
    }
    return data;
}
export async function positions(url, slug) {
    const found = {};
    let after = null;
    do {
        const { event } = await ask(url, StancesDocument, { slug, first: 1, after });
        for (const { node } of event?.stances.edges ?? []) {
            const since = node.since;
            const until = node.until;
            if (since && !until) {
                found[node.country.code] = node.position;
            }
        }
        after = event?.stances.pageInfo.hasNextPage ? event.stances.pageInfo.endCursor : null;
    } while (after);
    return found;
}
