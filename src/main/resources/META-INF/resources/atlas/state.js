// What the page shows is in its address, so every state is a link.

/** The keys of the state and what a value must look like; others are ignored. */
const KEYS = {
    topic: /^[a-z0-9-]{1,200}$/,
    event: /^[a-z0-9-]{1,300}$/,
    day: /^\d{4}-\d\d-\d\d$/,
    country: /^[A-Z]{2,4}$/,
    view: /^[a-z]{1,20}$/,
    bloc: /^[A-Za-z0-9_-]{1,40}$/,
    region: /^[\p{L} -]{1,60}$/u,
    countries: /^[A-Z]{2,4}(,[A-Z]{2,4})*$/,
    pair: /^[A-Z]{2,4}-[A-Z]{2,4}$/,
    from: /^\d{4}-\d\d-\d\d$/,
    to: /^\d{4}-\d\d-\d\d$/,
    year: /^\d{4}$/,
    unanimous: /^true$/,
    step: /^(day|session)$/,
    language: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
};

/** These are lists in the state. */
const LISTS = ['countries'];

/** @typedef {Object<string, string|string[]|boolean>} State missing keys are undefined */

/** @returns {State} */
export function read(location) {
    const values = new URLSearchParams(location.search);
    const state = { embed: location.pathname.endsWith('/embed') };
    for (const [key, form] of Object.entries(KEYS)) {
        const value = values.get(key);
        if (value !== null && form.test(value)) {
            state[key] = LISTS.includes(key) ? value.split(',') : value;
        }
    }
    if (state.topic) {
        delete state.event;
    }
    return state;
}

/** The address of a state, relative to the page. Keys stand in one order, so a state has one address. */
export function address(state) {
    const values = new URLSearchParams();
    for (const key of Object.keys(KEYS)) {
        if (state[key] !== undefined && state[key] !== null && state[key] !== false && String(state[key]) !== '') {
            values.set(key, String(state[key]));
        }
    }
    // Commas and the like may stand in a query as they are.
    const query = values.toString().replaceAll('%2C', ',');
    return (state.embed ? './embed' : './') + (query && `?${query}`);
}

/** The state of this window. */
export class Place {
    #listeners = [];

    constructor(start) {
        this.state = start;
        addEventListener('popstate', () => this.#set(read(location)));
    }

    /** Calls the listener after each change, with the state and the one before. */
    subscribe(listener) {
        this.#listeners.push(listener);
    }

    /** @param {State} changes null removes a key */
    merged(changes) {
        const state = { ...this.state, ...changes };
        if (changes.topic) {
            state.event = null;
        } else if (changes.event) {
            state.topic = null;
        }
        return state;
    }

    /**
     * @param {State} changes
     * @param {{replace?: boolean}} options replace: without an entry in the history, as for the steps of the slider
     */
    go(changes, { replace = false } = {}) {
        const to = address(this.merged(changes));
        if (to !== address(this.state)) {
            history[replace ? 'replaceState' : 'pushState'](null, '', to);
            this.#set(read(location));
        }
    }

    #set(state) {
        const before = this.state;
        this.state = state;
        this.#listeners.forEach(listener => listener(state, before));
    }
}
