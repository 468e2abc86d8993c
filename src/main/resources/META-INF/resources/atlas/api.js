// Asks the service as a good client does: documents by their hash, over GET, so that the browser keeps each answer and asks
// with its ETag whether it still holds.

import { loadDocuments } from './documents.js';

const ENDPOINT = new URL('../graphql', document.baseURI);

/** Answers that are kept without asking again, until something changes. */
const KEPT = 300;

/** By name; empty until they are loaded. */
let documents = {};
const loaded = loadDocuments().then(found => {
    documents = found;
});
// What is asked fails then.
loaded.catch(() => {});

/** How often an answer is asked for while the service says that it is busy. */
const TRIES = 3;

export class ServiceError extends Error {
    constructor(message, code) {
        super(message);
        this.code = code;
    }
}

export class Api {
    #answers = new Map();
    #asked = new Map();

    /**
     * @param {string} name of the document
     * @param {object} variables
     * @returns {Promise<object>} the data of the answer
     */
    ask(name, variables = {}) {
        this.#note(name, variables);
        return this.prefetch(name, variables);
    }

    /** As {@link ask}, for what may be asked next. */
    prefetch(name, variables = {}) {
        const key = `${name} ${JSON.stringify(variables)}`;
        let answer = this.#answers.get(key);
        if (!answer) {
            answer = request(name, variables);
            answer.catch(() => this.#answers.delete(key));
            this.#answers.set(key, answer);
            if (this.#answers.size > KEPT) {
                this.#answers.delete(this.#answers.keys().next().value);
            }
        }
        return answer;
    }

    /** After a change nothing that is kept can be trusted. The browser's cache asks for each answer anyway. */
    forget() {
        this.#answers.clear();
    }

    /** What was asked last by each document, for links to the explorer. */
    queries() {
        return [...this.#asked].map(([name, variables]) => ({ name, document: documents[name], variables }));
    }

    /** Forgets what was asked before the page showed something else. */
    beginView() {
        this.#asked.clear();
    }

    #note(name, variables) {
        this.#asked.delete(name);
        this.#asked.set(name, variables);
    }
}

async function request(name, variables) {
    await loaded;
    const document = documents[name];
    const hash = await sha256(document);
    let answer = hash && (await send({ variables, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }));
    const code = answer?.errors?.[0]?.extensions?.code;
    if (!hash || code === 'PERSISTED_QUERY_NOT_FOUND' || code === 'PERSISTED_QUERY_NOT_SUPPORTED') {
        const persistedQuery = hash && code !== 'PERSISTED_QUERY_NOT_SUPPORTED' && { version: 1, sha256Hash: hash };
        answer = await send({ query: document, variables, ...(persistedQuery && { extensions: { persistedQuery } }) });
    }
    if (answer.errors) {
        throw new ServiceError(answer.errors[0].message, answer.errors[0].extensions?.code);
    }
    return answer.data;
}

async function send({ query, variables, extensions }) {
    const url = new URL(ENDPOINT);
    const values = {
        query,
        variables: JSON.stringify(variables),
        extensions: extensions && JSON.stringify(extensions),
    };
    Object.entries(values).forEach(([key, value]) => value && url.searchParams.set(key, value));
    for (let tries = 1; ; tries++) {
        // With this type an unknown hash is no HTTP error, which the browser would log.
        const response = await fetch(url, { headers: { Accept: 'application/json' } });
        if (![429, 503].includes(response.status) || tries === TRIES) {
            return response.json();
        }
        await new Promise(resolve => setTimeout(resolve, 1000 * (Number(response.headers.get('Retry-After')) || 1)));
    }
}

const hashes = new Map();

/** Null where the browser computes none: on a page that came over HTTP from another machine. */
async function sha256(text) {
    if (!globalThis.crypto?.subtle) {
        return null;
    }
    if (!hashes.has(text)) {
        hashes.set(
            text,
            crypto.subtle
                .digest('SHA-256', new TextEncoder().encode(text))
                .then(digest => [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('')),
        );
    }
    return hashes.get(text);
}
