// Shows what the address asks for: the map, its slider and its table, for a topic, an event or the front page.

import { today } from './days.js';
import { describer } from './describe.js';
import { foreign, link, replace } from './elements.js';
import { askFront, featured, showFront } from './front.js';
import { POSITIONS, TALLY_FIELDS, showLegend } from './legend.js';
import { Live } from './live.js';
import { WorldMap } from './map.js';
import { Panels } from './panels.js';
import { Search } from './search.js';
import * as subjects from './subjects.js';
import { Table } from './table.js';
import { Timeline } from './timeline.js';

/** In milliseconds: the table and the panels follow the map when the slider rests. */
const REST = 150;

const at = id => document.getElementById(id);

/** What the map is about. */
export function keyOf({ view, topic, event }) {
    if (view === 'alignment') {
        return 'alignment';
    }
    return topic ? `topic ${topic}` : event ? `event ${event}` : 'front';
}

export class AtlasView {
    #page;
    #place;
    #map;
    #timeline;
    #table;
    #panels;
    #live;
    #subject = null;
    #subjectKey = null;
    #isStale = false;
    #front = null;
    #pressed = null;
    #shown = null;
    #turn = 0;
    #resting = null;
    #settling = null;
    #rendering = null;
    #besides = null;

    constructor(page, topology, place) {
        this.#page = page;
        this.#place = place;
        const { words, format, api } = page;
        this.#map = new WorldMap(at('map'), topology, {
            label: words('map.label'),
            select: code => this.#select(code),
            describe: describer(page),
            words,
        });
        this.#timeline = new Timeline(at('time'), {
            words,
            format,
            step: day => this.#step(day),
            choose: step => place.go({ step }, { replace: true }),
            ahead: day => this.#subject?.ahead(day),
            settled: () => this.#settled(),
        });
        this.#table = new Table(at('table'), page);
        this.#panels = new Panels({
            ...page,
            isRightToLeft: document.documentElement.dir === 'rtl',
            picture: () => this.#map.picture(),
            rows: () => this.#table.rows(),
            queries: () => api.queries(),
        });
        this.#live = new Live(() => this.#changed());
        new Search(at('search'), page);
    }

    async start() {
        this.#place.subscribe((state, before) => {
            if (state.language !== before.language) {
                window.location.reload();
            }
            this.#rendering = this.#render(state);
        });
        this.#rendering = this.#render(this.#place.state);
        await this.#rendering;
    }

    async #render(state) {
        const turn = ++this.#turn;
        const isStale = this.#isStale;
        at('main').setAttribute('aria-busy', 'true');
        try {
            await this.#load(state);
            if (turn === this.#turn) {
                await this.#draw(state, turn);
            }
        } catch (failure) {
            this.#fail(failure);
        }
        if (turn === this.#turn) {
            this.#showPanels(state, isStale).then(
                () => turn === this.#turn && at('main').setAttribute('aria-busy', 'false'),
            );
        }
    }

    /** A step of the slider does not wait for them: they follow when it rests. */
    async #showPanels(state, isStale) {
        const about = JSON.stringify({ ...state, day: null, step: null });
        if (isStale || about !== this.#besides) {
            this.#besides = about;
            await this.#panels.show(state).catch(failure => this.#fail(failure));
        }
    }

    #fail(failure) {
        this.#timeline.stop();
        at('text').textContent = this.#page.words('error', { message: failure.message });
        at('text').hidden = false;
        this.#page.announce(at('text').textContent);
        console.warn(failure);
    }

    /** The topic or event of the address, if it is another one. */
    async #load(state) {
        const key = keyOf(state);
        if (key === this.#subjectKey && !this.#isStale) {
            return;
        }
        const { api } = this.#page;
        if (key !== this.#subjectKey) {
            this.#timeline.stop();
            this.#pressed = null;
            api.beginView();
        }
        this.#isStale = false;
        const front = key === 'front' ? await askFront(api) : null;
        const wanted = front ? featured(front) : key === 'alignment' ? {} : state;
        const subject = wanted.topic
            ? await subjects.topic(wanted.topic, state.day, api)
            : wanted.event
              ? await subjects.event(wanted.event, api)
              : null;
        this.#front = front;
        this.#subject = subject;
        this.#subjectKey = key;
        this.#live.follow({ topic: state.topic, event: state.event });
    }

    async #draw(state, turn) {
        const subject = this.#subject;
        this.#head(state);
        at('view').hidden = state.view === 'alignment';
        at('table-section').hidden = !subject || state.view === 'alignment' || Boolean(this.#front);
        at('front').hidden = !this.#front || state.view === 'alignment';
        if (this.#front) {
            showFront(at('front'), this.#front, this.#page);
        }
        const day = state.day ?? subject?.latest ?? null;
        const shown = subject ? await subject.on(day) : { positions: new Map() };
        if (turn !== this.#turn) {
            return;
        }
        this.#shown = { ...shown, subject, day, country: state.country };
        this.#paint();
        this.#showDays(subject, day, state.step);
        subject?.daysKnown
            .then(() => turn === this.#turn && this.#showDays(subject, day, state.step))
            .catch(failure => this.#fail(failure));
        // For those who wait for it, such as tests.
        at('map').dataset.day = day ?? '';
        at('map').dataset.subject = this.#subjectKey;
    }

    #showDays(subject, day, step) {
        const days = subject?.days ?? [];
        this.#timeline.show({ days, day: day ?? days[days.length - 1]?.day, step });
    }

    #paint() {
        const { subject, day, positions, country, tally, path } = this.#shown;
        const pressed = this.#pressed;
        this.#map.show({ positions, day: day ?? subject?.days.at(-1)?.day ?? today(), country, pressed });
        if (subject) {
            showLegend(at('legend'), { tally, path, pressed, press: position => this.#press(position) }, this.#page);
        }
        clearTimeout(this.#resting);
        this.#resting = setTimeout(
            () => subject && this.#table.show({ positions, subject, country, pressed, title: this.#caption() }),
            REST,
        );
    }

    #head(state) {
        at('credit').href = this.#page.address({ embed: null });
        const { words, format, address } = this.#page;
        const subject = this.#subject;
        if (state.view === 'alignment') {
            this.#headOfAlignment();
            return;
        }
        const title = this.#front ? words('front.title') : (subject?.title ?? words('missing'));
        replace(at('title'), foreign(title));
        document.title = this.#front ? words('page') : `${title} · ${words('page')}`;
        if (this.#front) {
            replace(
                at('text'),
                words('front.text'),
                ' ',
                ...(subject
                    ? [words('front.featured'), ' ', link(address({ [subject.kind]: subject.slug }), foreign(subject.title))]
                    : []),
            );
        } else {
            replace(at('text'), foreign(subject?.text ?? (subject ? '' : words('missing.text'))));
        }
        at('text').hidden = Boolean(subject && !this.#front && !subject.text);
        const eyebrow =
            subject &&
            !this.#front &&
            (subject.kind === 'topic'
                ? [words('search.topic')]
                : [words(`kind.${subject.eventKind}`), subject.symbol, format.date(subject.date)].filter(Boolean));
        replace(at('eyebrow'), eyebrow ? eyebrow.join(' · ') : '');
        at('eyebrow').hidden = !eyebrow;
    }

    #headOfAlignment() {
        const { words } = this.#page;
        at('title').textContent = words('alignment.title');
        document.title = `${words('alignment.title')} · ${words('page')}`;
        at('text').textContent = words('alignment.text');
        at('text').hidden = false;
        at('eyebrow').hidden = true;
    }

    #caption() {
        const { words, format } = this.#page;
        const { subject, day } = this.#shown;
        return day ? words('table.caption', { title: subject.title, day: format.day(day) }) : subject.title;
    }

    #select(code) {
        this.#place.go({ country: code === this.#place.state.country ? null : code });
    }

    #press(position) {
        this.#pressed = position;
        this.#paint();
    }

    /** Steps of the slider are no entries of the history. */
    async #step(day) {
        this.#place.go({ day }, { replace: true });
        await this.#rendering;
    }

    /** Asks again for what is shown. The reader's place stays. */
    async #changed() {
        this.#page.api.forget();
        this.#isStale = true;
        const before = this.#shown;
        this.#rendering = this.#render(this.#place.state);
        await this.#rendering;
        if (before?.subject && this.#shown?.subject && this.#summary(before) !== this.#summary(this.#shown)) {
            this.#page.announce(this.#page.words('live.changed', { summary: this.#summary(this.#shown) }));
        }
    }

    /** What follows the day when the slider rests, and not each key that is held down. */
    #settled() {
        clearTimeout(this.#settling);
        this.#settling = setTimeout(async () => {
            await this.#rendering;
            this.#announce();
            await this.#panels.show(this.#place.state).catch(failure => this.#fail(failure));
        }, REST);
    }

    #announce() {
        if (this.#shown?.subject) {
            this.#page.announce(this.#summary(this.#shown));
        }
    }

    #summary({ tally, day }) {
        const { words, format } = this.#page;
        const counts = POSITIONS.filter(position => tally[TALLY_FIELDS[position]] > 0).map(
            position => `${words(`position.${position}`)} ${format.number(tally[TALLY_FIELDS[position]])}`,
        );
        return [day && format.day(day), counts.join(', ') || words('table.empty')].filter(Boolean).join(': ');
    }
}
