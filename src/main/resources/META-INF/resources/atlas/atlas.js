// Starts the page.

import { Api } from './api.js';
import { askFront, featured, showFront } from './front.js';
import { Place, address, read } from './state.js';
import { askTopic } from './subjects.js';
import { date } from './texts.js';
import { AtlasView, keyOf } from './view.js';
import { direction, loadWords } from './words.js';

const place = new Place(read(location));
const api = new Api();
const language = place.state.language ?? navigator.language ?? 'en';

document.documentElement.classList.toggle('embed', place.state.embed);

start().catch(failure => {
    document.getElementById('text').textContent = failure.message;
    throw failure;
});

async function start() {
    askAhead();
    const asked = Promise.all([fetchWorld(), api.prefetch('AtlasCountries', { language }), otherScripts()]);
    const words = await loadWords(language);
    const root = document.documentElement;
    root.lang = words('language');
    root.dir = direction(words('language'));
    translate(words);
    const page = {
        api,
        words,
        language,
        format: formats(language),
        ask: (name, variables) => api.ask(name, variables),
        go: (changes, options) => place.go(changes, options),
        address: (changes, options = {}) => address({ ...place.merged(changes), ...options }),
        announce,
    };
    if (isFront()) {
        await showLists(page);
    }
    const [topology, countries] = await asked;
    page.countries = known(countries, words);
    const view = new AtlasView(page, topology, place);
    followLinks();
    await view.start();
    keepForOffline();
}

async function fetchWorld() {
    return (await fetch('world.json')).json();
}

/** D3, which index.html names after this module. */
function otherScripts() {
    return new Promise(resolve => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}

/** Asks for what the page will show while it still reads its files. A caller that needs the answer meets a failure too. */
function askAhead() {
    const ask = ({ topic, event }) =>
        topic ? askTopic(topic, place.state.day, api) : event && api.prefetch('AtlasStances', { slug: event });
    const asked = isFront() ? askFront(api).then(front => ask(featured(front))) : ask(place.state);
    Promise.resolve(asked).catch(() => {});
}

function isFront() {
    return keyOf(place.state) === 'front';
}

/** The lists of the front page do not wait for its map, which takes a while to make. */
async function showLists(page) {
    try {
        const front = await askFront(api);
        const container = document.getElementById('front');
        showFront(container, front, page);
        container.hidden = false;
        await painted();
    } catch {
        // The view asks as well, and says what is wrong.
    }
}

/** A page in the background is not painted. */
function painted() {
    return new Promise(resolve => {
        requestAnimationFrame(() => setTimeout(resolve));
        setTimeout(resolve, 100);
    });
}

/** By code. A position of a former country on a day after its end is its last one, so its name says when that was. */
function known({ present, former }, words) {
    const ended = ({ name, existedUntil }) => words('former', { name, year: existedUntil?.slice(0, 4) });
    return new Map([
        ...present.nodes.map(country => [country.code, country]),
        ...former.nodes.map(country => [country.code, { ...country, name: ended(country) }]),
    ]);
}

function formats(locale) {
    const numbers = new Intl.NumberFormat(locale);
    return {
        language: locale,
        date: value => date(value, locale)?.textContent ?? '',
        day: value => date(value, locale)?.textContent ?? '',
        number: value => numbers.format(value),
    };
}

/** The texts of index.html. */
function translate(words) {
    document.querySelectorAll('[data-words]').forEach(node => (node.textContent = words(node.dataset.words)));
    document
        .querySelectorAll('[data-label]')
        .forEach(node => node.setAttribute('aria-label', words(node.dataset.label)));
}

/** Links within the page change what it shows without loading it again. */
function followLinks() {
    document.addEventListener('click', event => {
        const link = event.target.closest?.('a[href]');
        const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
        if (!link || !isPlain || link.target || link.hasAttribute('download') || event.defaultPrevented) {
            return;
        }
        const to = new URL(link.href);
        if (to.origin === location.origin && to.pathname === location.pathname && !to.hash) {
            event.preventDefault();
            const state = read(to);
            place.go({ ...Object.fromEntries(Object.keys(place.state).map(key => [key, null])), ...state });
        }
    });
}

let announced = null;

/** To screen readers, the last of several. */
function announce(text) {
    clearTimeout(announced);
    announced = setTimeout(() => (document.getElementById('announcer').textContent = text), 300);
}

/** The page opens without a connection too, with the answers that it had. */
async function keepForOffline() {
    if (!navigator.serviceWorker || place.state.embed) {
        return;
    }
    await navigator.serviceWorker.register('worker.js');
    const { active } = await navigator.serviceWorker.ready;
    // What was loaded before the worker was there.
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    active.postMessage({ keep: [location.href, ...loaded] });
}
