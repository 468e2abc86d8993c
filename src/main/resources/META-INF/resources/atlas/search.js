// One box for topics, events (by number too), countries and blocs.

import { element, foreign } from './elements.js';

/** In milliseconds: while someone types, nothing is asked. */
const PAUSE = 150;

export class Search {
    #page;
    #input;
    #list;
    #found = [];
    #active = -1;
    #timer = null;
    #asked = '';

    constructor(container, page) {
        this.#page = page;
        const { words } = page;
        this.#list = element('ul', {
            id: 'found',
            role: 'listbox',
            'aria-label': words('search.found'),
            hidden: true,
            onpointerdown: event => event.preventDefault(),
        });
        this.#input = element('input', {
            type: 'search',
            role: 'combobox',
            placeholder: words('search.hint'),
            'aria-label': words('search.label'),
            autocomplete: 'off',
            spellcheck: 'false',
            enterkeyhint: 'search',
            maxlength: 200,
            'aria-expanded': 'false',
            'aria-controls': 'found',
            'aria-autocomplete': 'list',
            oninput: () => this.#later(),
            onkeydown: event => this.#key(event),
            onblur: () => this.#close(),
            onfocus: () => this.#later(),
        });
        container.replaceChildren(this.#input, this.#list);
        document.addEventListener('keydown', event => {
            if (
                event.key === '/' &&
                !event.target.matches('input, textarea, select') &&
                !event.ctrlKey &&
                !event.metaKey
            ) {
                event.preventDefault();
                this.#input.focus();
            }
        });
    }

    #later() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#search(), PAUSE);
    }

    async #search() {
        const text = this.#input.value.trim();
        if (text === '') {
            this.#close();
            return;
        }
        this.#asked = text;
        const { api, language, words } = this.#page;
        try {
            const { event, search } = await api.prefetch('AtlasSearch', { text, language });
            if (this.#asked !== text || document.activeElement !== this.#input) {
                return;
            }
            const others = search.nodes.filter(
                found => !(event && found.slug === event.slug && found.__typename === 'Event'),
            );
            this.#show(
                [...(event ? [{ __typename: 'Event', ...event }] : []), ...others].map(found => this.#choice(found)),
            );
        } catch (failure) {
            this.#page.announce(words('error', { message: failure.message }));
        }
    }

    #choice(found) {
        const { words, format } = this.#page;
        switch (found.__typename) {
            case 'Country':
                return {
                    text: found.name,
                    kind: words('search.country'),
                    changes: { country: found.code, view: null },
                };
            case 'Event':
                return {
                    text: found.title,
                    kind: [found.symbol ?? words('search.event'), format.date(found.date)].join(' · '),
                    changes: { event: found.slug, day: null, step: null, country: null, view: null },
                };
            case 'Topic':
                return {
                    text: found.title,
                    kind: words('search.topic'),
                    changes: { topic: found.slug, day: null, step: null, country: null, view: null },
                };
            default:
                return {
                    text: found.blocName,
                    kind: words('search.bloc', { code: found.blocCode }),
                    changes: { view: 'alignment', bloc: found.blocCode, country: null },
                };
        }
    }

    #show(choices) {
        const { words } = this.#page;
        this.#found = choices;
        this.#active = -1;
        this.#list.replaceChildren(
            ...choices.map((choice, index) =>
                element(
                    'li',
                    {
                        id: `found-${index}`,
                        role: 'option',
                        'aria-selected': 'false',
                        onclick: () => this.#pick(index),
                    },
                    element('span', { class: 'found-text' }, foreign(choice.text)),
                    element('span', { class: 'found-kind' }, choice.kind),
                ),
            ),
            ...(choices.length
                ? []
                : [
                      element(
                          'li',
                          { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', class: 'found-none' },
                          words('search.none'),
                      ),
                  ]),
        );
        this.#list.hidden = false;
        this.#input.setAttribute('aria-expanded', 'true');
        this.#page.announce(words('search.count', { n: choices.length }));
    }

    #close() {
        clearTimeout(this.#timer);
        this.#asked = '';
        this.#list.hidden = true;
        this.#input.setAttribute('aria-expanded', 'false');
        this.#input.removeAttribute('aria-activedescendant');
    }

    #key(event) {
        const count = this.#found.length;
        if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !this.#list.hidden && count > 0) {
            event.preventDefault();
            this.#activate((this.#active + (event.key === 'ArrowDown' ? 1 : -1) + count) % count);
        } else if (event.key === 'Enter' && !this.#list.hidden && count > 0) {
            event.preventDefault();
            this.#pick(Math.max(0, this.#active));
        } else if (event.key === 'Escape') {
            this.#close();
        }
    }

    #activate(index) {
        this.#active = index;
        [...this.#list.children].forEach((item, place) => item.setAttribute('aria-selected', String(place === index)));
        this.#input.setAttribute('aria-activedescendant', `found-${index}`);
        this.#list.children[index].scrollIntoView({ block: 'nearest' });
    }

    #pick(index) {
        const { changes } = this.#found[index];
        this.#input.value = '';
        this.#close();
        this.#page.go(changes);
    }
}
