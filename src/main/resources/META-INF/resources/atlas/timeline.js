// The slider over the days of change, which plays, and the count of each position beneath it as a stacked area.

import { indexAt, session, stepOf, stops } from './days.js';
import { element, svg } from './elements.js';
import { POSITIONS, TALLY_FIELDS, paint, patterns } from './legend.js';

const WIDTH = 1000;
const HEIGHT = 84;
const PREFIX = 'area';
const DAY = 24 * 3600 * 1000;

/** In milliseconds for each step: few steps may be looked at longer. */
const PACE = { slow: 900, fast: 400 };

/** Fewer days need no choice of steps. */
const FEW = 25;

/** How many steps are asked for ahead, in both directions; while it plays, only forwards. */
const AHEAD = 3;

export class Timeline {
    #container;
    #options;
    #nodes;
    #days = [];
    #stops = [];
    #index = -1;
    #playing = false;
    #day = null;
    /** While it is, the thumb is where the reader holds it. */
    #dragged = false;
    #wanted = null;
    #following = false;
    #scale;

    /**
     * @param {HTMLElement} container
     * @param {{words: Function, format: object, step: (day: string) => Promise<void>, choose: (step: string) => void,
     *     ahead: (day: string) => void, settled: () => void}} options step: shows a day; settled: nothing moves any more
     */
    constructor(container, options) {
        this.#container = container;
        this.#options = options;
        this.#nodes = this.#build();
    }

    get isPlaying() {
        return this.#playing;
    }

    /**
     * @param {{days: import('./days.js').Dated[], day: string, step?: string}} view day: the one that is shown
     */
    show({ days, day, step }) {
        this.#container.hidden = days.length < 2;
        if (days.length < 2) {
            this.stop();
            return;
        }
        const chosen = stepOf(step, days);
        if (days !== this.#days || chosen !== this.#nodes.step.value) {
            this.#days = days;
            this.#stops = stops(days, chosen);
            this.#nodes.step.value = chosen;
            this.#nodes.step.hidden = days.length < FEW;
            this.#draw();
        }
        this.#move(day);
    }

    stop() {
        if (this.#playing) {
            this.#playing = false;
            this.#label();
            this.#options.settled();
        }
    }

    #build() {
        const { words, choose } = this.#options;
        const play = element('button', {
            type: 'button',
            class: 'play',
            onclick: () => (this.#playing ? this.stop() : this.#play()),
        });
        const range = element('input', {
            type: 'range',
            class: 'range',
            'aria-label': words('time.slider'),
            step: DAY,
            oninput: () => this.#slide(),
            onkeydown: event => this.#key(event),
            onpointerdown: () => (this.#dragged = true),
            onchange: () => this.#settle(),
        });
        const output = element('output', { class: 'day' });
        const option = value => element('option', { value }, words(`time.step.${value}`));
        const step = element(
            'select',
            { 'aria-label': words('time.step'), onchange: () => choose(step.value) },
            option('day'),
            option('session'),
        );
        const area = svg('svg', {
            class: 'area',
            viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
            preserveAspectRatio: 'none',
            role: 'img',
            onpointerdown: event => this.#point(event),
        });
        const axis = element('div', { class: 'axis', 'aria-hidden': 'true' });
        this.#container.replaceChildren(
            element('div', { class: 'controls' }, play, output, step),
            element('div', { class: 'track' }, area, range, axis),
        );
        return { play, range, output, step, area, axis };
    }

    #label() {
        const { words } = this.#options;
        const name = words(this.#playing ? 'time.pause' : 'time.play');
        this.#nodes.play.replaceChildren(
            svg(
                'svg',
                { viewBox: '0 0 16 16', 'aria-hidden': 'true' },
                svg('path', { d: this.#playing ? 'M4 2h3v12H4zM9 2h3v12H9z' : 'M4 2l10 6-10 6z' }),
            ),
        );
        this.#nodes.play.setAttribute('aria-label', name);
        this.#nodes.play.title = name;
    }

    #draw() {
        const times = this.#days.map(({ day }) => Date.parse(day));
        const [first, last] = [
            times[0],
            Math.max(times[times.length - 1], Math.min(Date.now(), times[times.length - 1] + 400 * DAY)),
        ];
        this.#scale = d3.scaleUtc([first, last], [0, WIDTH]);
        Object.assign(this.#nodes.range, { min: first, max: last });
        const rows = [...this.#days.map(({ tally }, index) => ({ time: times[index], tally }))];
        rows.push({ time: last, tally: rows[rows.length - 1].tally });
        const stack = d3
            .stack()
            .keys(POSITIONS)
            .value(({ tally }, position) => tally[TALLY_FIELDS[position]])(rows);
        const height = d3.scaleLinear([0, d3.max(stack[stack.length - 1], pair => pair[1]) || 1], [HEIGHT, 4]);
        const area = d3
            .area()
            .curve(d3.curveStepAfter)
            .x((pair, index) => this.#scale(rows[index].time))
            .y0(pair => height(pair[0]))
            .y1(pair => height(pair[1]));
        this.#nodes.area.replaceChildren(
            patterns(PREFIX),
            ...stack.map(layer => svg('path', { d: area(layer), fill: paint(layer.key, PREFIX) })),
            svg('line', { class: 'now', y1: 0, y2: HEIGHT }),
        );
        this.#nodes.area.setAttribute(
            'aria-label',
            this.#options.words('time.area', {
                from: this.#options.format.day(this.#days[0].day),
                to: this.#options.format.day(this.#days[this.#days.length - 1].day),
            }),
        );
        this.#ticks();
        this.#label();
    }

    #ticks() {
        const ticks = this.#scale.ticks(6);
        const areYears = ticks.every(tick => tick.getUTCMonth() === 0 && tick.getUTCDate() === 1);
        const year = new Intl.DateTimeFormat(this.#options.format.language, { year: 'numeric', timeZone: 'UTC' });
        const month = new Intl.DateTimeFormat(this.#options.format.language, {
            year: 'numeric',
            month: 'short',
            timeZone: 'UTC',
        });
        this.#nodes.axis.replaceChildren(
            ...ticks.map(tick => {
                const label = element('span', {}, (areYears ? year : month).format(tick));
                label.style.setProperty('inset-inline-start', `${(this.#scale(tick) / WIDTH) * 100}%`);
                return label;
            }),
        );
    }

    /** Puts the slider where a day is. */
    #move(day) {
        const { range, output, area } = this.#nodes;
        this.#index = indexAt(this.#stops, day);
        const time = Date.parse(day);
        this.#day = day;
        if (!this.#dragged) {
            range.value = time;
        }
        const text = this.#text(day);
        range.setAttribute('aria-valuetext', text);
        output.textContent = text;
        const x = this.#scale(Math.max(Number(range.min), Math.min(Number(range.max), time)));
        const line = area.querySelector('.now');
        line?.setAttribute('x1', x);
        line?.setAttribute('x2', x);
        this.#fetchAhead();
    }

    #text(day) {
        const { words, format } = this.#options;
        return this.#nodes.step.value === 'session' && this.#stops[indexAt(this.#stops, day)]?.day === day
            ? words('time.session', { day: format.day(day), session: session(day) })
            : format.day(day);
    }

    /** Neighbouring days are there before they are asked for. */
    #fetchAhead() {
        for (let distance = 1; distance <= AHEAD; distance++) {
            for (const index of this.#playing
                ? [this.#index + distance]
                : [this.#index + distance, this.#index - distance]) {
                if (this.#stops[index]) {
                    this.#options.ahead(this.#stops[index].day);
                }
            }
        }
    }

    /** The slider stops only where something changed. */
    #slide() {
        this.stop();
        this.#wanted = this.#stops[Math.max(0, indexAt(this.#stops, this.#shownDay()))].day;
        this.#nodes.output.textContent = this.#text(this.#wanted);
        this.#follow();
    }

    /** Shows the last of the days that a drag passes while another one is drawn. */
    async #follow() {
        if (this.#following) {
            return;
        }
        this.#following = true;
        while (this.#wanted !== null) {
            const day = this.#wanted;
            this.#wanted = null;
            await this.#options.step(day);
        }
        this.#following = false;
    }

    #settle() {
        this.#dragged = false;
        if (!this.#following) {
            this.#move(this.#day);
        }
        this.#options.settled();
    }

    #key(event) {
        const rtl = getComputedStyle(this.#container).direction === 'rtl';
        const ways = {
            ArrowRight: rtl ? -1 : 1,
            ArrowLeft: rtl ? 1 : -1,
            ArrowUp: 1,
            ArrowDown: -1,
            PageUp: 10,
            PageDown: -10,
            Home: -Infinity,
            End: Infinity,
        };
        if (event.key in ways) {
            event.preventDefault();
            this.stop();
            // Between two stops, the one before is a step away too.
            const back =
                ways[event.key] === -1 && this.#stops[this.#index]?.day !== this.#shownDay() ? 0 : ways[event.key];
            this.#to(Math.max(0, Math.min(this.#stops.length - 1, this.#index + back)));
            this.#options.settled();
        }
    }

    #shownDay() {
        return new Date(Number(this.#nodes.range.value)).toISOString().slice(0, 10);
    }

    #point(event) {
        const box = this.#nodes.area.getBoundingClientRect();
        const rtl = getComputedStyle(this.#container).direction === 'rtl';
        const share = (event.clientX - box.x) / box.width;
        this.#nodes.range.value = Number(this.#scale.invert((rtl ? 1 - share : share) * WIDTH));
        this.#slide();
    }

    #to(index) {
        return this.#options.step(this.#stops[index].day);
    }

    /** From the start again if it stands at the end. */
    async #play() {
        this.#playing = true;
        this.#label();
        const pace = this.#stops.length > 30 ? PACE.fast : PACE.slow;
        let index = this.#index >= this.#stops.length - 1 ? 0 : this.#index + 1;
        for (; this.#playing && index < this.#stops.length; index++) {
            const rest = new Promise(resolve => setTimeout(resolve, pace));
            await this.#to(index);
            await rest;
        }
        this.stop();
    }
}
