// Keeps the page and its answers for when there is no connection. With one, everything is asked for as without this: the
// browser's cache sends the ETag of what it has.

const KEPT = 'demarche-atlas';

/** Answers and files; the oldest go first. */
const MOST = 400;

const isOurs = url =>
    url.origin === location.origin &&
    (url.pathname.startsWith(new URL('./', location).pathname) ||
        url.pathname === new URL('../graphql', location).pathname);

addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(clients.claim()));
addEventListener('message', event => event.waitUntil(keepAll(event.data.keep ?? [])));
addEventListener('fetch', event => {
    if (event.request.method === 'GET' && isOurs(new URL(event.request.url))) {
        event.respondWith(answer(event));
    }
});

async function answer(event) {
    try {
        const response = await fetch(event.request);
        if (response.ok) {
            event.waitUntil(keep(event.request, response.clone()));
        }
        return response;
    } catch (failure) {
        const cache = await caches.open(KEPT);
        const found =
            (await cache.match(event.request, { ignoreVary: true })) ??
            // The state of the page is in its address, but its file is one.
            (event.request.mode === 'navigate'
                ? await cache.match(event.request, { ignoreSearch: true, ignoreVary: true })
                : undefined);
        if (!found) {
            throw failure;
        }
        return found;
    }
}

async function keep(request, response) {
    const cache = await caches.open(KEPT);
    // Last in the order of the keys.
    await cache.delete(request);
    await cache.put(request, response);
    const keys = await cache.keys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map(key => cache.delete(key)));
}

async function keepAll(addresses) {
    for (const address of addresses.filter(one => isOurs(new URL(one)))) {
        const response = await fetch(address);
        if (response.ok) {
            await keep(address, response);
        }
    }
}
